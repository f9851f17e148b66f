import fc from 'fast-check';
import { expect, it } from 'vitest';
import { deliverBatch } from '../../local/queue/deliver-batch.ts';
import type { MessageSource } from '../../local/queue/message-source.ts';
import { openSqliteQueue } from '../../local/queue/sqlite-queue.ts';
import { openDatabase } from '../../local/store/database.ts';
import type { DeadLetters } from '../../shared/ports/dead-letters.ts';
import type { Queue } from '../../shared/ports/queue.ts';
import { createJumpingClock } from '../support/jumping-clock.ts';
import { createMemoryQueue } from '../support/memory-queue.ts';
import { createSeededIdSource } from '../support/seeded-id-source.ts';
import { createQueueRecorder, type Verdict } from './queue-recorder.ts';

type TestQueue = Queue & MessageSource & { readonly deadLetters: DeadLetters };

const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ send: fc.constantFrom('g', 'h', 'i') }) },
  {
    weight: 4,
    arbitrary: fc.record({ deliver: fc.integer({ min: 1, max: 4 }), verdicts: fc.array(verdict(), { maxLength: 4 }) }),
  },
  { weight: 2, arbitrary: fc.record({ passSeconds: fc.integer({ min: 1, max: 20 }) }) },
  fc.constant({ receiveAndForget: true as const }),
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

function verdict(): fc.Arbitrary<Verdict> {
  return fc.constantFrom('handled', 'failed', 'throttled');
}

/** Runs the steps, then handles everything that is left, and tells what was handled and parked in which order. */
async function playedOn(
  makeQueue: (clock: ReturnType<typeof createJumpingClock>) => Promise<TestQueue>,
  steps: readonly Step[],
) {
  const clock = createJumpingClock();
  const queue = await makeQueue(clock);
  const handled: string[] = [];
  let sent = 0;
  const deliver = async (limit: number, verdicts: readonly Verdict[]): Promise<void> => {
    let position = 0;
    let isBlocked = false;
    const { handle } = createQueueRecorder(({ body }) => {
      const judged = verdicts[position++] ?? 'handled';
      // Only what comes before the first failure of a batch is certain to stay handled.
      isBlocked ||= judged !== 'handled';
      if (!isBlocked) handled.push(body);
      return isBlocked && judged === 'handled' ? 'throttled' : judged;
    });
    await deliverBatch(queue, await queue.receive('events', { limit, visibilityTimeoutSeconds: 30 }), handle);
  };
  for (const request of steps) {
    if ('send' in request) await queue.send('events', { body: `${request.send}${sent++}`, group: request.send });
    else if ('deliver' in request) await deliver(request.deliver, request.verdicts);
    else if ('passSeconds' in request) await clock.advance(request.passSeconds * 1_000);
    else await queue.receive('events', { limit: 2, visibilityTimeoutSeconds: 30 });
  }
  while (queue.nextReceiveAt('events') !== undefined) {
    await clock.advance(1_000_000);
    await deliver(10, []);
  }
  const parked = (await queue.deadLetters.list({ limit: 1_000 })).items.map(({ body }) => body);
  return { sent, handled, parked };
}

const kinds: [string, (clock: ReturnType<typeof createJumpingClock>) => Promise<TestQueue>][] = [
  ['SQLite', (clock) => openSqliteQueue({ database: openDatabase(':memory:'), clock, ids: createSeededIdSource() })],
  ['memory', async (clock) => createMemoryQueue({ clock, ids: createSeededIdSource() })],
];

it.each(kinds)('handles or parks every message once and in the order of its group: %s', async (_name, makeQueue) => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 60 }), async (steps) => {
      const { sent, handled, parked } = await playedOn(makeQueue, steps);
      expect(new Set([...handled, ...parked]).size).toBe(sent);
      expect(handled.length + parked.length).toBe(sent);
      for (const group of ['g', 'h', 'i']) {
        const numbers = handled.filter((body) => body.startsWith(group)).map((body) => Number(body.slice(1)));
        expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
      }
    }),
    { numRuns: 100 },
  );
});
