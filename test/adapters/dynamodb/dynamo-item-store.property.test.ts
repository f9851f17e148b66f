import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createDynamoClient } from '../../../shared/adapters/dynamodb/dynamo-client.ts';
import type { Item } from '../../../shared/ports/item-store.ts';
import { answerOf, START, type Step, step } from '../../contract/item-steps.ts';
import { startFakeDynamo } from '../../support/aws/fake-dynamo.ts';
import { fakeEndpoint } from '../../support/aws/fake-endpoint.ts';
import type { JsonService } from '../../support/aws/json-protocol.ts';
import { createMemoryItemStore } from '../../support/memory-item-store.ts';
import { makeDynamoHarness } from './item-store-harness.ts';

let service: JsonService;
let client: ReturnType<typeof createDynamoClient>;
beforeAll(async () => {
  service = await startFakeDynamo();
  client = createDynamoClient(fakeEndpoint(service.url));
});
afterAll(async () => {
  client.destroy();
  await service.close();
});

/** Where a page ends is the store's business, and so is the order of items that share a place in an index. */
function withoutPages(answer: unknown): unknown {
  if (!Array.isArray(answer)) return answer;
  const pages: readonly { readonly items: readonly Item[] }[] = answer;
  const shown = pages.flatMap(({ items }) => items);
  return shown.toSorted((a, b) => compare(JSON.stringify(a.key), JSON.stringify(b.key)));
}

/** dynalite compares the bounds of a range in UTF-16 before it looks, DynamoDB (and dynalite's own tables) in UTF-8. */
function isRefusedByFake(request: Step): boolean {
  const { from, to } =
    'query' in request && request.query.range && 'to' in request.query.range ? request.query.range : {};
  return from !== undefined && to !== undefined && from > to && Buffer.compare(Buffer.from(from), Buffer.from(to)) <= 0;
}

const story = fc.array(
  step.filter((request) => !isRefusedByFake(request)),
  { minLength: 20, maxLength: 40 },
);

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

it('answers as the store in memory does, whatever is written, read and left to expire', async () => {
  await fc.assert(
    fc.asyncProperty(story, async (steps) => {
      const harness = await makeDynamoHarness(client);
      await harness.passTime(START - harness.now());
      const memory = createMemoryItemStore({ clock: { now: harness.now, sleep: async () => {} } });
      for (const request of steps) {
        if ('passSeconds' in request) await harness.passTime(request.passSeconds * 1_000);
        else {
          memory.deleteExpired();
          const expected = withoutPages(await answerOf(memory, request));
          expect(withoutPages(await answerOf(harness.store, request))).toEqual(expected);
        }
      }
      await harness.dispose();
    }),
    { numRuns: 30 },
  );
}, 60_000);
