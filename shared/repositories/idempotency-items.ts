import { defineItemType } from './item-type.ts';
import { keyOf, later, ONLY } from './key-text.ts';

/** How long the answer to a request with an `Idempotency-Key` is kept. */
const KEPT_MILLISECONDS = 24 * 3_600_000;

/** A request that its sender may repeat, by the key that the sender chose. */
export interface RememberedRequest {
  readonly company: string;
  /** Keys of different callers never meet. */
  readonly caller: string;
  readonly key: string;
  readonly fingerprint: string;
  readonly begunAt: string;
  readonly status: 'running' | 'finished';
  /** Absent where the answer held secrets. */
  readonly answer?: {
    readonly statusCode: number;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: string;
  };
}

export const idempotencyItems = defineItemType<RememberedRequest, { company: string; caller: string; key: string }>({
  type: 'idempotency',
  key: ({ company, caller, key }) => ({ partition: keyOf('idempotency', company, caller, key), sort: ONLY }),
  idOf: (request) => request,
  expiresAt: (request) => later(request.begunAt, KEPT_MILLISECONDS),
});
