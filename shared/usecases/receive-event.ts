import { parseJson } from '../contracts/parse-json.ts';
import type { WebhookEvent } from '../contracts/webhook-event.ts';
import { mappingOf, type Source, secretNameOf } from '../domain/company/company.ts';
import { entityOf, type RecordEvent } from '../domain/event/event.ts';
import { toCatalogue } from '../domain/event/map-record.ts';
import { signatureFault } from '../domain/event/webhook-signature.ts';
import { instantOf } from '../ports/clock.ts';
import type { Ports } from '../ports/ports.ts';
import { sourceItems } from '../repositories/company-items.ts';
import { enqueueEvents } from './enqueue-event.ts';
import type { IngestMeter } from './ingest-meter.ts';
import { readWebhook, type WebhookFault } from './read-webhook.ts';
import type { RejectionBook } from './rejection-book.ts';

/** A webhook as it arrived. Header names in lower case. */
export interface WebhookDelivery {
  readonly company: string;
  readonly source: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
}

export type ReceiveEventResult =
  | { readonly kind: 'accepted'; readonly events: readonly { readonly id: string; readonly type: string }[] }
  | { readonly kind: 'unknown-source' }
  | { readonly kind: 'bad-signature'; readonly detail: string }
  | { readonly kind: 'malformed'; readonly detail: string }
  | { readonly kind: 'invalid'; readonly errors: readonly WebhookFault[] }
  | { readonly kind: 'too-many'; readonly retryAfterSeconds: number };

type ReceivePorts = Pick<Ports, 'store' | 'secrets' | 'queue' | 'blobs' | 'clock'> & {
  readonly meter: IngestMeter;
  readonly rejections: RejectionBook;
};

/**
 * Takes a webhook of a standard source: verifies the signature over the raw body, checks everything, tells it in our words and puts it on
 * the event queue. Of a batch all events are accepted or none; `accepted` means durable. What strangers send counts for no company.
 * What is refused is noted for 7 days, but for what comes again by itself (`too-many`).
 */
export async function receiveEvent(ports: ReceivePorts, delivery: WebhookDelivery): Promise<ReceiveEventResult> {
  const result = await take(ports, delivery);
  if (result.kind === 'accepted') return result;
  const { company, source, headers, body } = delivery;
  const rejection = { company, source, rejectedAt: instantOf(ports.clock) };
  const deliveryId = headers['webhook-id'] ?? '';
  switch (result.kind) {
    case 'bad-signature':
      await ports.rejections.note({ ...rejection, signed: false, reason: result.detail }, eventIdsOf(body, deliveryId));
      break;
    case 'malformed':
      await ports.rejections.note({ ...rejection, signed: true, reason: result.detail }, [deliveryId]);
      break;
    case 'invalid': {
      const reason = `${result.errors[0]?.pointer ?? ''}: ${result.errors[0]?.detail ?? ''}`;
      const ids = eventIdsOf(body, deliveryId);
      await ports.rejections.note({ ...rejection, signed: true, reason, errors: result.errors }, ids);
      break;
    }
  }
  return result;
}

/** The ids that somebody may ask for, as far as the body says any; the delivery's own where it does not. */
function eventIdsOf(body: string, deliveryId: string): readonly string[] {
  const json = parseJson(body);
  const value: { id?: unknown; events?: unknown } = Object(json.kind === 'parsed' ? json.value : undefined);
  const events: readonly unknown[] = Array.isArray(value.events) ? value.events : [value];
  const ids = events.map((event) => Object(event).id).filter((id): id is string => typeof id === 'string');
  return [...ids, deliveryId];
}

async function take(ports: ReceivePorts, delivery: WebhookDelivery): Promise<ReceiveEventResult> {
  const source = (await sourceItems.get(ports.store, { company: delivery.company, id: delivery.source }))?.value;
  if (source?.kind !== 'standard') return { kind: 'unknown-source' };
  const fault = await faultOfSignature(ports, source, delivery);
  if (fault) return { kind: 'bad-signature', detail: fault };
  const json = parseJson(delivery.body);
  if (json.kind === 'malformed') return json;
  const parsed = readWebhook(json.value, source, delivery.headers['webhook-id'] ?? '');
  if (parsed.kind === 'invalid') return parsed;
  const refused = await ports.meter.admit(delivery.company, parsed.events.length);
  if (refused) return { kind: 'too-many', ...refused };
  const events = parsed.events.map((event) => normalised(ports, { source, event, delivery }));
  await enqueueEvents(ports, events);
  return { kind: 'accepted', events: events.map(({ id, type }) => ({ id, type })) };
}

async function faultOfSignature(
  ports: ReceivePorts,
  source: Source,
  { headers, body }: WebhookDelivery,
): Promise<string | undefined> {
  const now = ports.clock.now();
  const valid = source.secretVersions.filter(({ validUntil }) => !validUntil || Date.parse(validUntil) >= now);
  const secrets = await Promise.all(valid.map(({ version }) => ports.secrets.get(secretNameOf(source, version))));
  const fault = signatureFault(
    {
      id: headers['webhook-id'] ?? '',
      timestamp: headers['webhook-timestamp'] ?? '',
      signature: headers['webhook-signature'] ?? '',
      body,
    },
    secrets.flatMap((secret) => secret ?? []),
    now,
  );
  return fault && SIGNATURE_FAULTS[fault];
}

const SIGNATURE_FAULTS = {
  missing: 'The headers webhook-id, webhook-timestamp and webhook-signature are needed (Standard Webhooks).',
  'too-old-or-new':
    'webhook-timestamp is more than 5 minutes away from now. Sign each attempt anew and check the clock.',
  'does-not-match': 'webhook-signature does not fit the body. Sign the raw body with the secret of this source.',
};

function normalised(
  ports: ReceivePorts,
  arrival: { source: Source; event: WebhookEvent; delivery: WebhookDelivery },
): RecordEvent {
  const { source, event, delivery } = arrival;
  const receivedAt = instantOf(ports.clock);
  const entity = entityOf(event.type);
  const mapping = mappingOf(source, entity);
  const { id, fields, lines, url, origin } = event.record;
  return {
    company: source.company,
    source: source.id,
    id: event.id ?? delivery.headers['webhook-id'] ?? '',
    type: event.type,
    time: event.time ? new Date(event.time).toISOString() : receivedAt,
    receivedAt,
    ...(event.user !== undefined && { user: event.user }),
    ...(event.cause !== undefined && { cause: event.cause }),
    record: {
      company: source.company,
      source: source.id,
      entity,
      id,
      ...toCatalogue({ fields, ...(lines && { lines }), ...(url !== undefined && { url }) }, mapping),
      ...(origin && { origin: { entity: origin.entity ?? entity, id: origin.id } }),
    },
    ...(event.previous && {
      previous: {
        fields: toCatalogue(event.previous, mapping).fields,
        ...(event.previous.id !== undefined && { id: event.previous.id }),
      },
    }),
  };
}
