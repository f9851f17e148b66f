import { DatabaseSync } from 'node:sqlite';

/** Bodies are JSON, so a new field needs no new column. */
const TABLES = `
create table if not exists records (
  entity text not null,
  number text not null,
  version integer not null,
  modified_at text not null,
  body text not null,
  primary key (entity, number)
) strict, without rowid;

create table if not exists number_series (
  entity text primary key,
  last integer not null
) strict, without rowid;

create table if not exists outbox (
  position integer primary key autoincrement,
  id text not null unique,
  entity text not null,
  number text not null,
  type text not null,
  body text not null,
  created_at text not null,
  status text not null check (status in ('pending', 'sent', 'failed')),
  attempts integer not null default 0,
  next_attempt_at integer not null,
  last_answer text not null default '',
  sent_at text
) strict;
create index if not exists outbox_of_record on outbox (entity, number, position) where status = 'pending';
create index if not exists outbox_by_status on outbox (status, position);

create table if not exists commands (
  id text primary key,
  received_at text not null,
  type text not null,
  status integer not null,
  answer text not null
) strict, without rowid;
`;

/** Opens or creates the ERP's file. synchronous=FULL: what was answered survives a power cut. */
export function openDatabase(file: string): DatabaseSync {
  const db = new DatabaseSync(file, { timeout: 5_000 });
  db.exec('pragma journal_mode = wal; pragma synchronous = full;');
  db.exec(TABLES);
  return db;
}

/** Runs synchronous work as one transaction: all of it or nothing. */
export function transaction<Result>(db: DatabaseSync, work: () => Result): Result {
  db.exec('begin immediate');
  try {
    const result = work();
    db.exec('commit');
    return result;
  } catch (error) {
    if (db.isTransaction) db.exec('rollback');
    throw error;
  }
}
