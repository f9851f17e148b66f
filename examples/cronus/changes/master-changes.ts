import { isDeepStrictEqual } from 'node:util';
import { masterBody } from '../events/record-body.ts';
import type { JsonObject } from '../records/json.ts';
import { ORDER_KINDS } from '../records/kinds.ts';
import type { MasterKind, MasterRecord } from '../records/master-kind.ts';
import type { Stored } from '../store/record-table.ts';
import { createFaultCollector } from './fault-collector.ts';
import { type Actor, instantOf, type Ledger, writeEvent } from './ledger.ts';
import { demandVersion } from './order-lookup.ts';
import { readField } from './read-values.ts';
import { RefusedError, UnknownRecordError } from './refused.ts';

/** Which card, and who acts. */
export interface MasterAct {
  readonly kind: MasterKind;
  readonly number: string;
  readonly actor: Actor;
}

/** Makes a new customer, vendor or item. @returns its number. */
export function createMaster(
  ledger: Ledger,
  { kind, actor }: { kind: MasterKind; actor: Actor },
  values: JsonObject,
): string {
  const table = ledger.store.masters(kind);
  const empty: MasterRecord = { number: table.takeNumber(kind.numbers), displayName: '', ...kind.initial };
  const record = withMasterValues(kind, empty, { displayName: '', ...values });
  table.put(record, instantOf(ledger));
  writeEvent(ledger, { verb: 'created', record: masterBody(kind, record, ledger.baseUrl), actor });
  return record.number;
}

/** Changes fields of a card. @param shownVersion of the page that was filled in. */
export function editMaster(ledger: Ledger, act: MasterAct, values: JsonObject, shownVersion?: number): void {
  const { kind, actor } = act;
  const stored = getMaster(ledger, act);
  demandVersion(kind, stored, shownVersion);
  const after = withMasterValues(kind, stored.body, values);
  if (isDeepStrictEqual(stored.body, after)) return;
  ledger.store.masters(kind).put(after, instantOf(ledger));
  writeEvent(ledger, {
    verb: 'modified',
    record: masterBody(kind, after, ledger.baseUrl),
    actor,
    ...(kind.sendsPrevious && { previous: stored.body }),
  });
}

/** Deletes a card that no order names. */
export function deleteMaster(ledger: Ledger, act: MasterAct): void {
  const { kind, number, actor } = act;
  const { body } = getMaster(ledger, act);
  const order = orderNaming(ledger, kind, number);
  if (order) throw new RefusedError(`You cannot delete ${kind.one} ${number}: ${order} names it.`);
  ledger.store.masters(kind).remove(number);
  writeEvent(ledger, { verb: 'deleted', record: masterBody(kind, body, ledger.baseUrl), actor });
}

/** @throws UnknownRecordError */
export function getMaster(ledger: Ledger, { kind, number }: Omit<MasterAct, 'actor'>): Stored<MasterRecord> {
  const stored = ledger.store.masters(kind).get(number);
  if (!stored) throw new UnknownRecordError(kind.one, number);
  return stored;
}

function withMasterValues(kind: MasterKind, record: MasterRecord, values: JsonObject): MasterRecord {
  const faults = createFaultCollector();
  const settable = new Map(kind.fields.filter(({ computed }) => !computed).map((spec) => [spec.name, spec]));
  const known = ['number', 'lastModifiedDateTime', ...kind.fields.map(({ name }) => name)];
  const entries = Object.entries(values).flatMap(([name, value]) => {
    const spec = settable.get(name);
    if (spec) return [[name, faults.take(name, readField(spec, value), '')]];
    if (!known.includes(name)) faults.take(name, { fault: `${kind.one} has no field of this name.` }, undefined);
    return [];
  });
  faults.demandNone();
  return { ...record, ...Object.fromEntries(entries) };
}

/** An order with this customer, vendor or item in it. */
function orderNaming(ledger: Ledger, kind: MasterKind, number: string): string | undefined {
  for (const orders of ORDER_KINDS) {
    const found = ledger.store
      .orders(orders)
      .list()
      .find(({ body }) =>
        kind.entity === 'item'
          ? body.lines.some((line) => line.lineType === 'Item' && line.lineObjectNumber === number)
          : orders.partner.entity === kind.entity && body.partnerNumber === number,
      );
    if (found) return `${orders.one} ${found.body.number}`;
  }
  return undefined;
}
