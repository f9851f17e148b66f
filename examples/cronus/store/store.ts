import type { DatabaseSync } from 'node:sqlite';
import { type CommandLog, openCommandLog } from '../commands/command-log.ts';
import { type Outbox, openOutbox } from '../events/outbox.ts';
import { type MasterKind, type MasterRecord, masterRecord } from '../records/master-kind.ts';
import { type Order, orderSchema } from '../records/order.ts';
import type { OrderKind } from '../records/order-kind.ts';
import { openDatabase, transaction } from './database.ts';
import { openRecordTable, type RecordTable } from './record-table.ts';

/** Everything the ERP keeps. */
export interface Store {
  masters(kind: MasterKind): RecordTable<MasterRecord>;
  orders(kind: OrderKind): RecordTable<Order>;
  readonly outbox: Outbox;
  readonly commands: CommandLog;
  /** Runs synchronous work as one transaction: records, their events and answers to commands change together or not at all. */
  transact<Result>(work: () => Result): Result;
  /** True before anything was put in. */
  isEmpty(): boolean;
  close(): void;
}

/** Opens the ERP's file, or `:memory:`. */
export function openStore(file: string): Store {
  const db: DatabaseSync = openDatabase(file);
  return {
    masters: (kind) => openRecordTable(db, kind.entity, masterRecord),
    orders: (kind) => openRecordTable(db, kind.entity, orderSchema),
    outbox: openOutbox(db),
    commands: openCommandLog(db),
    transact: (work) => transaction(db, work),
    isEmpty: () => db.prepare('select 1 from records limit 1').get() === undefined,
    close: () => db.close(),
  };
}
