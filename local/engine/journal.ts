import type { Json, JsonObject } from '../../shared/domain/json/json.ts';
import type { ExecutionStatusChange, HistoryEvent } from '../../shared/ports/state-machines.ts';
import type { LocalDatabase } from '../store/database.ts';
import type { Execution, HistoryLine } from './execution.ts';

const TABLES = [
  `create table engine_machine (
     arn text primary key, name text not null unique, definition text not null, versions integer not null default 0
   ) without rowid;
   create table engine_version (
     arn text primary key, machine_arn text not null, definition text not null, deleted integer not null default 0
   ) without rowid;
   create table engine_execution (
     arn text primary key, status text not null, due_at integer, has_task integer not null, state text not null
   ) without rowid;
   create index engine_execution_due on engine_execution (due_at) where due_at is not null;
   create index engine_execution_task on engine_execution (arn) where has_task = 1;
   create table engine_history (
     execution_arn text not null, id integer not null, previous_id integer not null,
     type text not null, timestamp text not null, details text not null,
     primary key (execution_arn, id)
   ) without rowid;
   create table engine_status_change (id integer primary key autoincrement, change text not null);`,
];

/** What one happening made of an execution, to be written in one piece. */
export interface JournalEntry {
  readonly execution: Execution;
  readonly history: readonly HistoryLine[];
  /** Milliseconds since 1970 at which it needs attention. */
  readonly dueAt: number | undefined;
  /** Its end, to be told to the platform. */
  readonly change: ExecutionStatusChange | undefined;
}

/** The engine's memory. What it has acknowledged survives kill -9: each entry is one transaction, committed together with its neighbours. */
export interface Journal {
  execution(arn: string): Execution | undefined;
  /** Answers the id of the status change, where there is one. */
  write(entry: JournalEntry): Promise<number | undefined>;
  /** Forgets an execution whose name may be used again. */
  forget(arn: string): Promise<void>;
  history(arn: string, page: { after: number; limit: number }): readonly HistoryEvent[];
  /** ARNs of executions that are due at `now`, the longest overdue first. */
  dueAt(now: number, limit: number): readonly string[];
  nextDueAt(): number | undefined;
  /** ARNs of executions whose task is to be called. */
  withTask(): readonly string[];
  statusChanges(): readonly { id: number; change: ExecutionStatusChange }[];
  removeStatusChange(id: number): Promise<void>;
}

/** Opens the journal in the data folder's database. */
export function openJournal(database: LocalDatabase): Journal {
  database.migrate('engine', TABLES);
  return {
    execution: (arn) =>
      database.read((db) => {
        const row = db.prepare('select state from engine_execution where arn = ?').get(arn);
        return row && (JSON.parse(String(row.state)) as Execution);
      }),
    write: (entry) =>
      database.transact((db) => {
        const { execution, history, dueAt, change } = entry;
        const hasTask =
          execution.position?.waiting.kind === 'task' && execution.position.waiting.task.phase === 'scheduled';
        db.prepare(
          `insert into engine_execution (arn, status, due_at, has_task, state) values (?, ?, ?, ?, ?)
           on conflict (arn) do update set status = excluded.status, due_at = excluded.due_at, has_task = excluded.has_task, state = excluded.state`,
        ).run(execution.arn, execution.status, dueAt ?? null, hasTask ? 1 : 0, JSON.stringify(execution));
        const insert = db.prepare('insert into engine_history values (?, ?, ?, ?, ?, ?)');
        for (const { id, previousEventId, type, timestamp, details } of history) {
          insert.run(execution.arn, id, previousEventId, type, timestamp, JSON.stringify(details));
        }
        if (!change) return undefined;
        const inserted = db.prepare('insert into engine_status_change (change) values (?)').run(JSON.stringify(change));
        return Number(inserted.lastInsertRowid);
      }),
    forget: (arn) =>
      database.transact((db) => {
        db.prepare('delete from engine_execution where arn = ?').run(arn);
        db.prepare('delete from engine_history where execution_arn = ?').run(arn);
      }),
    history: (arn, { after, limit }) =>
      database.read((db) =>
        db
          .prepare('select * from engine_history where execution_arn = ? and id > ? order by id limit ?')
          .all(arn, after, limit)
          .map((row) => ({
            id: Number(row.id),
            previousEventId: Number(row.previous_id),
            type: String(row.type),
            timestamp: String(row.timestamp),
            details: JSON.parse(String(row.details)) as JsonObject,
          })),
      ),
    dueAt: (now, limit) =>
      database.read((db) =>
        db
          .prepare('select arn from engine_execution where due_at <= ? order by due_at limit ?')
          .all(now, limit)
          .map((row) => String(row.arn)),
      ),
    nextDueAt: () =>
      database.read((db) => {
        const row = db.prepare('select min(due_at) as due from engine_execution where due_at is not null').get();
        return typeof row?.due === 'number' ? row.due : undefined;
      }),
    withTask: () =>
      database.read((db) =>
        db
          .prepare('select arn from engine_execution where has_task = 1')
          .all()
          .map((row) => String(row.arn)),
      ),
    statusChanges: () =>
      database.read((db) =>
        db
          .prepare('select id, change from engine_status_change order by id')
          .all()
          .map((row) => ({ id: Number(row.id), change: JSON.parse(String(row.change)) as ExecutionStatusChange })),
      ),
    removeStatusChange: (id) =>
      database.transact((db) => {
        db.prepare('delete from engine_status_change where id = ?').run(id);
      }),
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
    ...(output !== undefined && { output: output satisfies Json }),
    ...(error !== undefined && { error }),
    ...(cause !== undefined && { cause }),
  };
}
