import type { HistoryEvent } from '../../shared/domain/run/history-event.ts';
import type { ExecutionStatusChange } from '../../shared/ports/state-machines.ts';
import type { LocalDatabase } from '../store/local-database.ts';
import { unversioned } from './arns.ts';
import { type Execution, ROOT, type Strand } from './execution.ts';
import {
  abandonExecution,
  clearDone,
  type Done,
  forgetExecution,
  NOTHING_DONE,
  writeEntry,
} from './journal-operations.ts';
import { JOURNAL_TABLES } from './journal-tables.ts';
import { createRecentHistories } from './recent-histories.ts';
import type { StoredRun } from './stored-run.ts';

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
  /** Its end, to be told to the platform. */
  readonly change: ExecutionStatusChange | undefined;
  /** Executions that its tasks have started and do not wait for any more: they are to be stopped. */
  readonly abandoned: readonly string[];
}

/** What writing an entry came to. */
export interface Written {
  /** The number of the execution. */
  readonly number: number;
  /** The id of the status change, where there was one. */
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
    run(arn) {
      const row = prepare('select id, state from engine_execution where arn = ?').get(arn);
      if (!row) return undefined;
      const number = Number(row.id);
      const { execution, root } = JSON.parse(String(row.state)) as { execution: Execution; root: Strand };
      const strands = new Map([[ROOT, root]]);
      for (const { id, state } of prepare('select id, state from engine_strand where execution_id = ?').all(number)) {
        strands.set(String(id), JSON.parse(String(state)) as Strand);
      }
      return { number, execution, strands };
    },
    write({ run, changed, history, dueAt, hasTask, change, abandoned }) {
      const { execution, strands } = run;
      const { arn, status, machineArn, lastEventId } = execution;
      // Serialised before the call returns: the commit comes later, together with those of others.
      const state = JSON.stringify({ execution, root: strands.get(ROOT) });
      const children = [...changed]
        .filter(([id]) => id !== ROOT)
        .map(([id, strand]) => ({ id, ...(strand && { state: JSON.stringify(strand) }) }));
      const lines = history.length > 0 ? JSON.stringify(history) : undefined;
      const characters = children.reduce((sum, child) => sum + (child.state?.length ?? 0), state.length);
      const entry = {
        ...(run.number !== undefined && { number: run.number }),
        arn,
        machineArn: unversioned(machineArn),
        status,
        dueAt,
        hasTask: hasTask ? 1 : 0,
        state,
        children,
        lastEventId,
        ...(lines !== undefined && { history: lines }),
        abandoned,
        ...(change && { change: JSON.stringify(change) }),
      };
      return withDone(async (taken) => {
        const written = await database.transact(writeEntry, { ...entry, ...taken }).catch((error: unknown) => {
          // What is in the journal now is not known.
          recent.drop(arn);
          throw error;
        });
        if (lines !== undefined) recent.add(arn, history, lines.length);
        return { ...written, characters };
      });
    },
    forget(arn) {
      recent.drop(arn);
      return database.transact(forgetExecution, arn);
    },
    history(arn, { after, limit }) {
      const known = recent.get(arn)?.slice(after, after + limit);
      if (known) return known;
      const events: HistoryEvent[] = [];
      const parts = prepare(
        `select lines from engine_history_part
         where execution_id = (select id from engine_execution where arn = ?) and last_id > ? order by last_id`,
      ).iterate(arn, after);
      for (const { lines } of parts) {
        events.push(...(JSON.parse(String(lines)) as HistoryEvent[]).filter(({ id }) => id > after));
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
    statusChanges: () =>
      prepare('select id, change from engine_status_change order by id')
        .all()
        .map((row) => ({ id: Number(row.id), change: JSON.parse(String(row.change)) as ExecutionStatusChange })),
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

/** The end of an execution as the platform hears of it. */
export function statusChangeOf(execution: Execution): ExecutionStatusChange | undefined {
  if (execution.status === 'RUNNING') return undefined;
  const { arn, machineArn, name, status, input, output, error, cause } = execution;
  return {
    executionArn: arn,
    stateMachineArn: machineArn,
    name,
    status,
    input,
    ...(output !== undefined && { output }),
    ...(error !== undefined && { error }),
    ...(cause !== undefined && { cause }),
  };
}
