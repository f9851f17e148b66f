import { instantOf } from '../ports/clock.ts';
import { UnknownOutcomeError, WriteConflictError } from '../ports/item-store.ts';
import type { Ports } from '../ports/ports.ts';
import { idempotencyItems, type RememberedRequest } from '../repositories/idempotency-items.ts';
import { retryOnConflict } from './retry-on-conflict.ts';

/** Longer than any request runs: what has begun before that and has not finished died. */
const RUNS_AT_MOST_MILLISECONDS = 60_000;

type Request = Pick<RememberedRequest, 'company' | 'caller' | 'key' | 'fingerprint'>;
type Answer = NonNullable<RememberedRequest['answer']>;

export type BeginRequestResult =
  | { readonly kind: 'begun' }
  | { readonly kind: 'running' }
  | { readonly kind: 'other-request' }
  | { readonly kind: 'finished'; readonly answer: Answer | undefined };

type MemoryPorts = Pick<Ports, 'store' | 'clock' | 'ids'>;

/** The memory of answers to requests with an `Idempotency-Key`: of two with the same key at once, one begins. */
export function rememberAnswers(ports: MemoryPorts) {
  return {
    begin: (request: Request): Promise<BeginRequestResult> => beginRequest(ports, request),
    finish: (request: Request, answer: Answer | undefined): Promise<void> => finishRequest(ports, request, answer),
    forget: (request: Request): Promise<void> => forgetRequest(ports, request),
  };
}

async function beginRequest(ports: MemoryPorts, request: Request): Promise<BeginRequestResult> {
  const known = await idempotencyItems.get(ports.store, request);
  if (known && !diedOnTheWay(ports, known.value)) return resultOf(known.value, request);
  const begun: RememberedRequest = { ...request, begunAt: instantOf(ports.clock), status: 'running' };
  try {
    await ports.store.write([idempotencyItems.save(known, begun)]);
    return { kind: 'begun' };
  } catch (error) {
    if (error instanceof WriteConflictError || error instanceof UnknownOutcomeError) return { kind: 'running' };
    throw error;
  }
}

function resultOf(known: RememberedRequest, request: Request): BeginRequestResult {
  if (known.fingerprint !== request.fingerprint) return { kind: 'other-request' };
  return known.status === 'running' ? { kind: 'running' } : { kind: 'finished', answer: known.answer };
}

function diedOnTheWay(ports: MemoryPorts, { status, begunAt }: RememberedRequest): boolean {
  return status === 'running' && ports.clock.now() - Date.parse(begunAt) > RUNS_AT_MOST_MILLISECONDS;
}

async function finishRequest(ports: MemoryPorts, request: Request, answer: Answer | undefined): Promise<void> {
  await retryOnConflict(ports, async () => {
    const before = await idempotencyItems.get(ports.store, request);
    if (before?.value.status !== 'running') return;
    const finished: RememberedRequest = { ...before.value, status: 'finished', ...(answer && { answer }) };
    await ports.store.write([idempotencyItems.update(before, finished)]);
  });
}

async function forgetRequest(ports: MemoryPorts, request: Request): Promise<void> {
  await retryOnConflict(ports, async () => {
    const before = await idempotencyItems.get(ports.store, request);
    if (before) await ports.store.write([idempotencyItems.remove(before)]);
  });
}
