import { makeHandler } from '../../../functions/receive-webhook/handler.ts';
import { parseRecordEvent } from '../../../shared/contracts/record-event.ts';
import { type EntityMapping, type SecretVersion, secretNameOf } from '../../../shared/domain/company/company.ts';
import type { RecordEvent } from '../../../shared/domain/event/event.ts';
import { DEFAULT_INGEST_QUOTA, type IngestQuota } from '../../../shared/domain/event/ingest-quota.ts';
import type { Rejection } from '../../../shared/domain/event/rejection.ts';
import { signWebhook } from '../../../shared/domain/event/webhook-signature.ts';
import type { Queue } from '../../../shared/ports/queue.ts';
import { sourceItems } from '../../../shared/repositories/company-items.ts';
import { rejectionsFor } from '../../../shared/usecases/rejections-for.ts';
import { CONTEXT, httpEventOf } from '../../middleware/http-event-of.ts';
import { createJumpingClock, type JumpingClock } from '../../support/jumping-clock.ts';
import { createMemoryBlobStore, type MemoryBlobStore } from '../../support/memory-blob-store.ts';
import { createMemoryItemStore } from '../../support/memory-item-store.ts';
import { createMemoryQueue } from '../../support/memory-queue.ts';
import { createMemorySecrets } from '../../support/memory-secrets.ts';
import { createSeededIdSource } from '../../support/seeded-id-source.ts';
import { createSilentLog } from '../../support/silent-log.ts';

export const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
export const OLD_SECRET = 'whsec_b2xkLXNlY3JldC1vZi10aGUtZXJwLTAwMDAwMDA=';

/** The webhook door of company `cronus` with its sources `erp` and `legacy`, on memory. */
export interface WebhookDoor {
  readonly clock: JumpingClock;
  readonly blobs: MemoryBlobStore;
  /** What was noted as refused under an id. */
  rejections(id: string): Promise<readonly Rejection[]>;
  readonly errors: readonly unknown[];
  /** What stands on the event queue, oldest first. */
  enqueued(): readonly RecordEvent[];
  deliver(delivery: Delivery): Promise<WebhookAnswer>;
}

/** A delivery. Whatever is left out is as it should be. */
export interface Delivery {
  /** Made JSON, unless `text` or `bytes` stand in its place. */
  readonly body?: unknown;
  readonly text?: string;
  /** As API Gateway hands over a body that is no text: in base64. */
  readonly bytes?: Uint8Array;
  readonly company?: string;
  readonly source?: string;
  readonly secret?: string;
  readonly webhookId?: string;
  /** Seconds that the timestamp differs from now. */
  readonly skewSeconds?: number;
  /** Put in the place of those that were made; undefined takes one away. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
}

export interface WebhookAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: WebhookAnswerBody;
}

/** What an answer may hold, accepted or refused. */
export interface WebhookAnswerBody {
  readonly accepted?: number;
  readonly events?: readonly { readonly id: string; readonly type: string }[];
  readonly type?: string;
  readonly detail?: string;
  readonly errors?: readonly { readonly pointer: string; readonly detail: string }[];
}

/** @param options.queue is asked before the queue on memory, to let its calls fail. */
export async function createDoor(
  options: {
    secretVersions?: readonly SecretVersion[];
    events?: readonly string[];
    mappings?: Readonly<Record<string, EntityMapping>>;
    queue?: (queue: Queue) => Queue;
    quota?: IngestQuota;
  } = {},
): Promise<WebhookDoor> {
  const { secretVersions = [{ version: 1 }], events, mappings, quota = DEFAULT_INGEST_QUOTA } = options;
  const clock = createJumpingClock();
  const store = createMemoryItemStore({ clock });
  const secrets = createMemorySecrets();
  const queue = createMemoryQueue({ clock, ids: createSeededIdSource() });
  const blobs = createMemoryBlobStore();
  const log = createSilentLog();
  const erp = {
    company: 'cronus',
    id: 'erp',
    kind: 'standard' as const,
    clientId: 'client',
    secretVersions,
    ...(events && { events }),
    ...(mappings && { mappings }),
  };
  await store.write([
    sourceItems.create(erp),
    sourceItems.create({ ...erp, id: 'legacy', kind: 'businessCentral' }),
    sourceItems.create({ ...erp, company: 'other', id: 'theirs' }),
  ]);
  await secrets.put(secretNameOf(erp, 1), SECRET);
  await secrets.put(secretNameOf({ company: 'other', id: 'theirs' }, 1), SECRET);
  await secrets.put(secretNameOf(erp, 0), OLD_SECRET);
  const sending = options.queue?.(queue) ?? queue;
  const ids = createSeededIdSource();
  const handler = makeHandler({ clock, store, secrets, queue: sending, blobs, ids, log }, quota);
  return {
    clock,
    blobs,
    rejections: (id) =>
      rejectionsFor(
        { store },
        { caller: { kind: 'member', company: 'cronus', roles: ['admin'], userId: 'admin' }, id },
      ),
    errors: log.errors,
    enqueued: () => queue.messages('events').map(({ body }) => parseRecordEvent(body)),
    async deliver(delivery) {
      const answer = await handler(eventOf(delivery, clock), CONTEXT);
      return { status: answer.statusCode, headers: answer.headers ?? {}, body: JSON.parse(answer.body ?? '{}') };
    },
  };
}

function eventOf(delivery: Delivery, clock: JumpingClock) {
  const { company = 'cronus', source = 'erp', secret = SECRET, webhookId = 'msg-1', skewSeconds = 0 } = delivery;
  const bytes = delivery.bytes ?? Buffer.from(delivery.text ?? JSON.stringify(delivery.body));
  const timestamp = String(Math.floor(clock.now() / 1_000) + skewSeconds);
  const signed = { id: webhookId, timestamp, body: Buffer.from(bytes).toString('utf8') };
  return httpEventOf({
    routeKey: 'POST /webhooks/{company}/{source}',
    rawPath: `/webhooks/${company}/${source}`,
    pathParameters: { company, source },
    headers: {
      'content-type': 'application/json',
      'webhook-id': webhookId,
      'webhook-timestamp': timestamp,
      'webhook-signature': signWebhook(signed, secret),
      ...delivery.headers,
    },
    body: Buffer.from(bytes).toString(delivery.bytes ? 'base64' : 'utf8'),
    isBase64Encoded: delivery.bytes !== undefined,
  });
}

/** A purchase order's event with nothing special about it. */
export function orderEvent(parts: { id?: string; type?: string; fields?: object; lines?: readonly object[] } = {}) {
  const { id = 'e-1', type = 'purchaseDocument.modified', fields = { amount: 1200 }, lines } = parts;
  return { id, type, record: { id: '106001', fields, ...(lines && { lines }) } };
}
