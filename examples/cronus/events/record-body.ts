import type { JsonObject } from '../records/json.ts';
import type { Kind } from '../records/kinds.ts';
import type { MasterKind, MasterRecord } from '../records/master-kind.ts';
import type { Order } from '../records/order.ts';
import type { OrderKind } from '../records/order-kind.ts';
import { orderFields, orderLines } from '../records/order-shape.ts';

/** A record in the form in which events and calls tell it, in the ERP's own words. */
export interface RecordBody {
  readonly entity: Kind['entity'];
  readonly id: string;
  readonly fields: JsonObject;
  readonly lines?: readonly JsonObject[];
  /** Where people see it here. */
  readonly url: string;
}

/** Tells an order. */
export function orderBody(kind: OrderKind, order: Order, baseUrl: string): RecordBody {
  return {
    entity: kind.entity,
    id: order.number,
    fields: orderFields(kind, order),
    lines: orderLines(kind, order),
    url: urlOf(kind, order.number, baseUrl),
  };
}

/** Tells a customer, vendor or item. */
export function masterBody(kind: MasterKind, record: MasterRecord, baseUrl: string): RecordBody {
  return { entity: kind.entity, id: record.number, fields: record, url: urlOf(kind, record.number, baseUrl) };
}

function urlOf(kind: Kind, number: string, baseUrl: string): string {
  return `${baseUrl}/${kind.path}/${encodeURIComponent(number)}`;
}
