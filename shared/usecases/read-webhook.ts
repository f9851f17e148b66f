import type { z } from 'zod';
import { MOST_ID_CHARACTERS, type WebhookEvent, webhookBatch, webhookEvent } from '../contracts/webhook-event.ts';
import type { Source } from '../domain/company/company.ts';
import { ENTITY_VERBS, isKnownEvent } from '../domain/event/entity-verbs.ts';
import { entityOf, verbOf } from '../domain/event/event.ts';
import { isOfPlatform } from '../domain/event/is-signal.ts';
import { jsonPointer } from '../domain/workflow/json-pointer.ts';

/** One thing that is wrong with a webhook. */
export interface WebhookFault {
  /** JSON pointer into the body. */
  readonly pointer: string;
  readonly detail: string;
}

export type ReadWebhook =
  | { readonly kind: 'events'; readonly events: readonly WebhookEvent[] }
  | { readonly kind: 'invalid'; readonly errors: readonly WebhookFault[] };

/** Who reads more of them mends a program, not a body. */
const MOST_FAULTS = 100;

/** The events of a webhook's body, one or a batch; or everything that is wrong with it. */
export function readWebhook(value: unknown, source: Source, deliveryId: string): ReadWebhook {
  const batch = typeof value === 'object' && value !== null && 'events' in value;
  const parsed = batch ? webhookBatch.safeParse(value) : webhookEvent.safeParse(value);
  if (!parsed.success) return { kind: 'invalid', errors: faultsOf(parsed.error.issues).slice(0, MOST_FAULTS) };
  const events = 'events' in parsed.data ? parsed.data.events : [parsed.data];
  const errors = [
    ...events.flatMap(({ type }, index) => faultOfType(type, source, `${batch ? `/events/${index}` : ''}/type`)),
    ...events.flatMap((event, index) => faultOfRenaming(event, batch ? `/events/${index}` : '')),
    ...(batch ? faultsOfBatch(events) : faultOfDelivery(events, deliveryId)),
  ];
  return errors.length > 0 ? { kind: 'invalid', errors: errors.slice(0, MOST_FAULTS) } : { kind: 'events', events };
}

function faultsOf(issues: readonly z.core.$ZodIssue[]): readonly WebhookFault[] {
  return issues.map((issue) =>
    // Of what JSON can say, only a number may be no JSON value for us: one that is larger than any we can hold.
    issue.code === 'invalid_union'
      ? { pointer: jsonPointer(innermostPath(issue)), detail: 'This number is too large.' }
      : { pointer: jsonPointer(issue.path), detail: issue.message },
  );
}

function innermostPath(issue: z.core.$ZodIssue): readonly PropertyKey[] {
  const inside = issue.code === 'invalid_union' ? issue.errors.flat().map(innermostPath) : [];
  const longest = inside.reduce((left, right) => (right.length > left.length ? right : left), []);
  return [...issue.path, ...longest];
}

function faultOfType(type: string, source: Source, pointer: string): readonly WebhookFault[] {
  return isKnownEvent(type, source.events) && !isReserved(type) ? [] : [{ pointer, detail: unknownType(type) }];
}

/** Without the id before, nobody knows whose requests go on. */
function faultOfRenaming({ type, record, previous }: WebhookEvent, pointer: string): readonly WebhookFault[] {
  if (verbOf(type) !== 'renamed' || !Object.hasOwn(ENTITY_VERBS, entityOf(type))) return [];
  const isNamed = previous?.id !== undefined && previous.id !== record.id;
  return isNamed
    ? []
    : [{ pointer: `${pointer}/previous/id`, detail: 'A renamed record needs the id that it had before.' }];
}

/** A source says what became of a command that it was given. Everything else of this kind only the platform itself says. */
function isReserved(type: string): boolean {
  return isOfPlatform(type) && type !== 'command.completed';
}

function unknownType(type: string): string {
  return isReserved(type)
    ? `${type} is raised by the platform only.`
    : `${type} is not an event of this entity. Use <entity>.<verb>, or declare it in "events" of the source.`;
}

/** Of two events with one id only the first would be handled. */
function faultsOfBatch(events: readonly WebhookEvent[]): readonly WebhookFault[] {
  const seen = new Set<string>();
  return events.flatMap(({ id }, index) => {
    const isUnique = id !== undefined && !seen.has(id);
    if (id !== undefined) seen.add(id);
    return isUnique
      ? []
      : [{ pointer: `/events/${index}/id`, detail: 'Each event of a batch needs an id of its own.' }];
  });
}

/** An event without an id takes that of its delivery. */
function faultOfDelivery([event]: readonly WebhookEvent[], deliveryId: string): readonly WebhookFault[] {
  if (event?.id !== undefined || deliveryId.length <= MOST_ID_CHARACTERS) return [];
  const detail = `The webhook-id is longer than ${MOST_ID_CHARACTERS} characters, so the event needs an id of its own.`;
  return [{ pointer: '/id', detail }];
}
