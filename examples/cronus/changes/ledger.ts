import { randomUUID } from 'node:crypto';
import type { RecordBody } from '../events/record-body.ts';
import type { JsonObject } from '../records/json.ts';
import type { Store } from '../store/store.ts';

/** What changes need: the store, the time, and where the ERP is reached. */
export interface Ledger {
  readonly store: Store;
  /** Milliseconds since 1970. */
  now(): number;
  /** Without a slash at the end. */
  readonly baseUrl: string;
}

/** Who changes something, and the command that asked for it where there is one. */
export interface Actor {
  readonly user: string;
  readonly cause?: string;
}

/** Something that happened to a record. */
export interface Happening {
  /** `approvalRequested`, `modified`, ... */
  readonly verb: string;
  readonly record: RecordBody;
  readonly actor: Actor;
  /** Field values before the change. */
  readonly previous?: JsonObject;
}

/** The time now, as records and events carry it. */
export function instantOf(ledger: Pick<Ledger, 'now'>): string {
  return new Date(ledger.now()).toISOString();
}

/**
 * Writes the event that tells of a change. To be called in the transaction of the change.
 *
 * @returns the event's id, for asking later what became of it.
 */
export function writeEvent(ledger: Ledger, { verb, record, actor, previous }: Happening): string {
  const id = `cronus-${randomUUID()}`;
  const type = `${record.entity}.${verb}`;
  const body = JSON.stringify({
    id,
    type,
    time: instantOf(ledger),
    user: actor.user,
    ...(actor.cause !== undefined && { cause: actor.cause }),
    record,
    ...(previous && { previous: { fields: previous } }),
  });
  ledger.store.outbox.append({ id, entity: record.entity, number: record.id, type, body, now: ledger.now() });
  return id;
}
