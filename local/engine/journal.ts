import type { HistoryEvent } from '../../shared/domain/run/history-event.ts';
import type { ExecutionStatusChange } from '../../shared/ports/state-machines.ts';
import type { LocalDatabase } from '../store/local-database.ts';
import { unversioned } from './arns.ts';
import { statusChangeOf } from './describe.ts';
import { ROOT, type Strand } from './execution.ts';
import {
  abandonExecution,
  clearDone,
  type Done,
  forgetExecution,
  NOTHING_DONE,
  type PreparedEntry,
  type StrandText,
  writeEntry,
} from './journal-operations.ts';
import { JOURNAL_TABLES } from './journal-tables.ts';
import { readRun } from './read-run.ts';
import { createRecentHistories } from './recent-histories.ts';
import { executionText } from './stored-execution.ts';
import { historyOf, historyText } from './stored-history.ts';
import type { ExecutionRow, StoredRun } from './stored-run.ts';
import { isUntold, untoldEnds } from './untold-ends.ts';

/** What one happening made of an execution, to be written in one piece. */
export interface JournalEntry {
  readonly run: StoredRun;
  /** The strands that are not as they were; undefined for those that are no more. */
  readonly changed: ReadonlyMap<string, Strand | undefined>;
  readonly history: readonly HistoryEvent[];
  /** Milliseconds since 1970 at which it needs attention. */
  readonly dueAt: number;
  /** A task is to be called, or waits for the end of another execution: to be looked at after a restart. */
  readonly hasTask: boolean;
  /** It has ended with this, which is to be told to the platform. */
  readonly hasEnded: boolean;
  /** How it had ended before it was redriven: where that is not told yet, it is told as it was. */
  readonly endBefore: ExecutionStatusChange | undefined;
  /** Executions that its tasks have started and do not wait for any more: they are to be stopped. */
  readonly abandoned: readonly string[];
}

/** What writing an entry came to. */
export interface Written {
  readonly row: ExecutionRow;
  /** The id of the status change, when it has ended. */
  readonly changeId: number | undefined;
  /** How many characters were written of the execution and its strands. */
  readonly characters: number;
}

/** The engine's memory. What it has acknowledged survives kill -9: each entry is one transaction, committed together with its neighbours. */
export interface Journal {
  run(arn: string): StoredRun | undefined;
  write(entry: JournalEntry): Promise<Written>;
  /** Forgets an execution whose name may be used again. */
  forget(arn: string): Promise<void>;
  /** Keeps an execution's history on the disk only. */
  letGo(arn: string): void;
  history(arn: string, page: { after: number; limit: number }): readonly HistoryEvent[];
  /** ARNs of executions that are due at `now`, the longest overdue first. */
  dueAt(now: number, limit: number): readonly string[];
  nextDueAt(): number | undefined;
  /** Executions that have a task to be looked at, in the order of their numbers, after a given one. */
  withTask(after: number, limit: number): readonly { number: number; arn: string }[];
  statusChanges(): readonly { id: number; change: ExecutionStatusChange }[];
  /** A change was told. It leaves the journal with the next entry, or with `flush`; until then a crash has it told again. */
  removeStatusChange(id: number): void;
  /** An execution is to be stopped. */
  abandon(arn: string): Promise<void>;
  /** ARNs of executions that are to be stopped. */
  abandoned(): readonly string[];
  /** An execution was stopped, or had ended. It leaves the list like a change that was told. */
  removeAbandoned(arn: string): void;
  flush(): Promise<void>;
}

/** Opens the journal in the data folder's database. */
export function openJournal(database: LocalDatabase): Journal {
  database.migrate('engine', JOURNAL_TABLES);
  const { prepare } = database;
  const recent = createRecentHistories();
  let done: Done = NOTHING_DONE;
  /** Takes the list away with a transaction, and puts it back when that fails. */
  const withDone = async <Result>(work: (taken: Done) => Promise<Result>): Promise<Result> => {
    const taken = done;
    done = NOTHING_DONE;
    try {
      return await work(taken);
    } catch (error) {
      done = { told: [...taken.told, ...done.told], stopped: [...taken.stopped, ...done.stopped] };
      throw error;
    }
  };
  return {
    run: (arn) => readRun(prepare, arn),
    write({ run, changed, history, dueAt, hasTask, hasEnded, endBefore, abandoned }) {
      const { execution, row, inputText } = run;
      const { arn, status, machineArn, lastEventId } = execution;
      // Serialised before the call returns: the commit comes later, together with those of others.
      const state = executionText(run);
      const children = textsOf(changed);
      const lines = history.length > 0 ? historyText(history) : undefined;
      const characters = children.reduce(
        (sum, child) => sum + (child.state?.length ?? 0),
        state.length + inputText.length,
      );
      const entry: PreparedEntry = {
        ...(row ? { number: row.number } : { arn, machineArn: unversioned(machineArn) }),
        status,
        state,
        lastEventId,
        ...(dueAt !== row?.dueAt && { dueAt }),
        ...(hasTask !== row?.hasTask && { hasTask: hasTask ? 1 : 0 }),
        ...(children.length > 0 && { children }),
        ...(lines !== undefined && { history: lines }),
        ...(abandoned.length > 0 && { abandoned }),
        ...(hasEnded && { hasEnded }),
        ...(endBefore && { endBefore: JSON.stringify(endBefore) }),
      };
      return withDone(async (taken) => {
        const { number, changeId } = await database
          .transact(writeEntry, { ...entry, ...whatIsIn(taken) })
          .catch((error: unknown) => {
            // What is in the journal now is not known.
            recent.drop(arn);
            throw error;
          });
        if (lines !== undefined) recent.add(arn, history, lines.length);
        return { row: { number, dueAt, hasTask }, changeId, characters };
      });
    },
    forget(arn) {
      recent.drop(arn);
      const run = isUntold(prepare, arn) ? readRun(prepare, arn) : undefined;
      const end = run && statusChangeOf(run.execution);
      return database.transact(forgetExecution, { arn, ...(end && { end: JSON.stringify(end) }) });
    },
    letGo: recent.drop,
    history(arn, { after, limit }) {
      const known = recent.get(arn)?.slice(after, after + limit);
      if (known) return known;
      const events: HistoryEvent[] = [];
      const parts = prepare(
        `select lines from engine_history_part
         where execution_id = (select id from engine_execution where arn = ?) and last_id > ? order by last_id`,
      ).iterate(arn, after);
      for (const { lines } of parts) {
        events.push(...historyOf(String(lines)).filter(({ id }) => id > after));
        if (events.length >= limit) break;
      }
      return events.slice(0, limit);
    },
    dueAt: (now, limit) =>
      prepare('select arn from engine_execution where due_at <= ? order by due_at limit ?')
        .all(now, limit)
        .map(({ arn }) => String(arn)),
    nextDueAt() {
      const row = prepare('select min(due_at) as due from engine_execution where due_at is not null').get();
      return typeof row?.due === 'number' ? row.due : undefined;
    },
    withTask: (after, limit) =>
      prepare('select id, arn from engine_execution where has_task = 1 and id > ? order by id limit ?')
        .all(after, limit)
        .map(({ id, arn }) => ({ number: Number(id), arn: String(arn) })),
    statusChanges: () => untoldEnds(prepare),
    removeStatusChange(id) {
      done = { ...done, told: [...done.told, id] };
    },
    abandon: (arn) => database.transact(abandonExecution, arn),
    abandoned: () =>
      prepare('select arn from engine_abandoned')
        .all()
        .map(({ arn }) => String(arn)),
    removeAbandoned(arn) {
      done = { ...done, stopped: [...done.stopped, arn] };
    },
    async flush() {
      if (done !== NOTHING_DONE) await withDone((taken) => database.transact(clearDone, taken));
    },
  };
}

/** The branches and items that changed; without state those that are no more. The root stands with the execution. */
function textsOf(changed: ReadonlyMap<string, Strand | undefined>): readonly StrandText[] {
  const texts: StrandText[] = [];
  for (const [id, strand] of changed) {
    if (id !== ROOT) texts.push({ id, ...(strand && { state: JSON.stringify(strand) }) });
  }
  return texts;
}

/** The lists that are not empty. */
function whatIsIn({ told, stopped }: Done): Partial<Done> {
  return { ...(told.length > 0 && { told }), ...(stopped.length > 0 && { stopped }) };
}
