import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createDoor, orderEvent } from './webhook-fixture.ts';

const RUNS = { numRuns: 300 };

/** A good event in which one member is something else. */
const almostGood = fc
  .record({
    name: fc.constantFrom('id', 'type', 'time', 'user', 'cause', 'record', 'previous', 'events', 'x'),
    value: fc.oneof(fc.jsonValue(), fc.date().map(String), fc.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)),
  })
  .map(({ name, value }) => ({ ...orderEvent(), [name]: value }));

it('never meets a fault, whatever bytes somebody sends who can not sign', async () => {
  const door = await createDoor();
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), fc.string(), async (bytes, signature) => {
      const answer = await door.deliver({ bytes, headers: { 'webhook-signature': signature } });
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(answer.status).toBeLessThan(500);
    }),
    RUNS,
  );
  expect(door.enqueued()).toEqual([]);
});

it('never meets a fault, whatever text a source signs', async () => {
  const door = await createDoor();
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.json(),
    almostGood.map((event) => JSON.stringify(event)),
  );
  await fc.assert(
    fc.asyncProperty(text, fc.string({ minLength: 1 }), async (body, webhookId) => {
      const before = door.enqueued().length;
      const answer = await door.deliver({ bytes: Buffer.from(body), webhookId });
      expect([202, 400, 401, 422]).toContain(answer.status);
      const after = door.enqueued().length;
      if (answer.status !== 202) expect(after).toBe(before);
    }),
    RUNS,
  );
  expect(door.errors).toEqual([]);
});
