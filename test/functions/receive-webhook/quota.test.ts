import { expect, it } from 'vitest';
import { createDoor, OLD_SECRET, orderEvent } from './webhook-fixture.ts';

const batch = { events: Array.from({ length: 10 }, (_, index) => orderEvent({ id: `e-${index}` })) };

it('a company that sent its share is told to wait: 429, which keeps subscriptions, and nothing was accepted', async () => {
  const door = await createDoor({ quota: { events: 20 } });
  for (let delivery = 0; delivery < 2; delivery += 1) expect((await door.deliver({ body: batch })).status).toBe(202);
  const before = door.enqueued().length;
  const { status, headers, body } = await door.deliver({ body: batch });
  expect(status).toBe(429);
  expect(Number(headers['retry-after'])).toBeGreaterThan(0);
  expect(headers['content-type']).toBe('application/problem+json');
  expect(body).toMatchObject({ type: 'urn:werkstroom:problem:too-many-events' });
  expect(body.detail).toContain('Nothing of this delivery was accepted');
  expect(door.enqueued()).toHaveLength(before);
});

it('comes again when the window is over, and is let in', async () => {
  const door = await createDoor({ quota: { events: 10 } });
  await door.deliver({ body: batch });
  const { headers } = await door.deliver({ body: batch });
  await door.clock.advance(Number(headers['retry-after']) * 1_000);
  expect((await door.deliver({ body: batch })).status).toBe(202);
});

it('strangers use up nothing of it', async () => {
  const door = await createDoor({ quota: { events: 10 } });
  for (let delivery = 0; delivery < 5; delivery += 1) await door.deliver({ body: batch, secret: OLD_SECRET });
  expect((await door.deliver({ body: batch })).status).toBe(202);
});
