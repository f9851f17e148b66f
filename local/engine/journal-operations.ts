import type { SQLInputValue } from 'node:sqlite';
import type { Operation, Prepare } from '../store/operation.ts';

/** What has been done and waits to leave the journal: status changes that were told, executions that were stopped. */
export interface Done {
  readonly told: readonly number[];
  readonly stopped: readonly string[];
}

export const NOTHING_DONE: Done = { told: [], stopped: [] };

/** A branch or item as text; without state it is no more. */
export interface StrandText {
  readonly id: string;
  readonly state?: string;
}

/** A journal entry as the database takes it. What is as before, or empty, is absent: entries go from one thread to another. */
export interface PreparedEntry extends Partial<Done> {
  /** Absent before the execution is there; then the two ARNs, the due time and the mark of a task are there. */
  readonly number?: number;
  readonly arn?: string;
  /** Of the machine, whatever the version. */
  readonly machineArn?: string;
  readonly dueAt?: number;
  readonly hasTask?: number;
  readonly status: string;
  readonly state: string;
  readonly children?: readonly StrandText[];
  readonly lastEventId: number;
  /** The new lines, as JSON. */
  readonly history?: string;
  readonly abandoned?: readonly string[];
  readonly hasEnded?: boolean;
  /** The end that it had before, as JSON. */
  readonly endBefore?: string;
}

/** Writes an entry. Answers the execution's number, and that of the status change where there is one. */
export const writeEntry: Operation<PreparedEntry, { number: number; changeId?: number }> = {
  name: 'journal.write',
  run(prepare, entry) {
    const { children = [], lastEventId, history, abandoned = [], hasEnded, endBefore } = entry;
    const number = putExecution(prepare, entry);
    for (const { id, state } of children) {
      if (state !== undefined) prepare('insert or replace into engine_strand values (?, ?, ?)').run(number, id, state);
      else prepare('delete from engine_strand where execution_id = ? and id = ?').run(number, id);
    }
    if (history !== undefined) {
      prepare('insert into engine_history_part values (?, ?, ?)').run(number, lastEventId, history);
    }
    for (const arn of abandoned) abandonExecution.run(prepare, arn);
    clearDone.run(prepare, entry);
    if (endBefore !== undefined) writeOutEnd(prepare, number, endBefore);
    if (!hasEnded) return { number };
    const { lastInsertRowid } = prepare('insert into engine_status_change (execution_id) values (?)').run(number);
    return { number, changeId: Number(lastInsertRowid) };
  },
};

/** Forgets an execution and all that belongs to it. `end` is how it ended, as JSON, where that is still to be told. */
export const forgetExecution: Operation<{ arn: string; end?: string }, void> = {
  name: 'journal.forget',
  run(prepare, { arn, end }) {
    const id = prepare('select id from engine_execution where arn = ?').get(arn)?.id ?? null;
    if (end !== undefined) writeOutEnd(prepare, id, end);
    prepare('delete from engine_strand where execution_id = ?').run(id);
    prepare('delete from engine_history_part where execution_id = ?').run(id);
    prepare('delete from engine_execution where id = ?').run(id);
  },
};

/** Notes that an execution is to be stopped. */
export const abandonExecution: Operation<string, void> = {
  name: 'journal.abandon',
  run(prepare, arn) {
    prepare('insert or ignore into engine_abandoned values (?)').run(arn);
  },
};

/** Takes away what has been done. */
export const clearDone: Operation<Partial<Done>, void> = {
  name: 'journal.clearDone',
  run(prepare, { told = [], stopped = [] }) {
    for (const id of told) prepare('delete from engine_status_change where id = ?').run(id);
    for (const arn of stopped) prepare('delete from engine_abandoned where arn = ?').run(arn);
  },
};

/** An end that was not told yet is told as it was, whatever becomes of the execution. */
function writeOutEnd(prepare: Prepare, id: SQLInputValue, end: string): void {
  prepare('update engine_status_change set change = ? where execution_id = ? and change is null').run(end, id);
}

/** SQLite writes the entry of an index again when its column is named, also when the value is as before: so only what changed is named. */
function putExecution(prepare: Prepare, entry: PreparedEntry): number {
  const { number, arn = null, machineArn = null, status, dueAt, hasTask, state } = entry;
  if (number === undefined) {
    const added = prepare(`insert into engine_execution (status, due_at, has_task, state, arn, machine_arn)
      values (?, ?, ?, ?, ?, ?)`).run(status, dueAt ?? null, hasTask ?? 0, state, arn, machineArn);
    return Number(added.lastInsertRowid);
  }
  const due = dueAt === undefined ? [] : [dueAt];
  const task = hasTask === undefined ? [] : [hasTask];
  const named = `${due.length > 0 ? ', due_at = ?' : ''}${task.length > 0 ? ', has_task = ?' : ''}`;
  prepare(`update engine_execution set status = ?, state = ?${named} where id = ?`).run(
    status,
    state,
    ...due,
    ...task,
    number,
  );
  return number;
}
