import { describe, expect, it } from 'vitest';
import { signWebhook } from '../../../shared/domain/event/webhook-signature.ts';
import { createDoor, type Delivery, OLD_SECRET, orderEvent, SECRET } from './webhook-fixture.ts';

const body = orderEvent();

describe('a webhook that is signed as it should be', () => {
  it('is acknowledged with 202 once its event is on the queue', async () => {
    const door = await createDoor();
    const answer = await door.deliver({ body });
    expect(answer.status).toBe(202);
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(answer.body).toEqual({ accepted: 1, events: [{ id: 'e-1', type: 'purchaseDocument.modified' }] });
    expect(door.enqueued()).toMatchObject([
      { company: 'cronus', source: 'erp', id: 'e-1', record: { entity: 'purchaseDocument', id: '106001' } },
    ]);
  });

  it('is not acknowledged when the queue does not take it', async () => {
    const door = await createDoor({
      queue: () => ({ send: () => Promise.reject(new Error('arn:aws:sqs:eu-west-1:1:events is gone')) }),
    });
    const answer = await door.deliver({ body });
    expect(answer.status).toBe(500);
    expect(JSON.stringify(answer.body)).not.toContain('arn:aws');
    expect(door.errors).toHaveLength(1);
  });

  it.each([-299, 299])('may be %i seconds off', async (skewSeconds) => {
    const door = await createDoor();
    expect((await door.deliver({ body, skewSeconds })).status).toBe(202);
  });
});

describe('a webhook that nobody can vouch for is refused with 401, and nothing is enqueued', () => {
  const signed = { 'webhook-signature': 'v1,AAAA' };
  const cases: readonly (readonly [string, Delivery, string])[] = [
    ['signed with another secret', { body, secret: OLD_SECRET }, 'does not fit'],
    ['with a signature that is no signature', { body, headers: signed }, 'does not fit'],
    ['with a signature of another version', { body, headers: { 'webhook-signature': 'v2,AAAA' } }, 'does not fit'],
    ['whose body was changed', { body, headers: { 'webhook-id': 'msg-2' } }, 'does not fit'],
    ['301 seconds old', { body, skewSeconds: -301 }, '5 minutes'],
    ['301 seconds ahead', { body, skewSeconds: 301 }, '5 minutes'],
    ['with a timestamp that is no number', { body, headers: { 'webhook-timestamp': 'now' } }, '5 minutes'],
    ['without webhook-id', { body, headers: { 'webhook-id': undefined } }, 'are needed'],
    ['without webhook-timestamp', { body, headers: { 'webhook-timestamp': undefined } }, 'are needed'],
    ['without webhook-signature', { body, headers: { 'webhook-signature': undefined } }, 'are needed'],
  ];
  it.each(cases)('%s', async (_what, delivery, detail) => {
    const door = await createDoor();
    const answer = await door.deliver(delivery);
    expect(answer.status).toBe(401);
    expect(answer.headers['content-type']).toBe('application/problem+json');
    expect(answer.body.detail).toContain(detail);
    expect(door.enqueued()).toEqual([]);
  });

  it('also when its body is not even JSON: who is not known learns nothing about it', async () => {
    const door = await createDoor();
    expect((await door.deliver({ text: '{', secret: OLD_SECRET })).status).toBe(401);
  });
});

describe('while a secret is being exchanged', () => {
  const secretVersions = [{ version: 1 }, { version: 0, validUntil: '2026-03-03T08:00:00.000Z' }];

  it.each([
    ['new', SECRET],
    ['old', OLD_SECRET],
  ])('the %s one is accepted', async (_which, secret) => {
    const door = await createDoor({ secretVersions });
    expect((await door.deliver({ body, secret })).status).toBe(202);
  });

  it('the old one is refused when its time is over', async () => {
    const door = await createDoor({ secretVersions });
    await door.clock.advance(24 * 3_600_000 + 1);
    expect((await door.deliver({ body, secret: OLD_SECRET })).status).toBe(401);
    expect((await door.deliver({ body, secret: SECRET })).status).toBe(202);
  });

  it('one signature of several is enough', async () => {
    const door = await createDoor();
    const right = await createDoor();
    const { headers } = signedBy(right.clock.now());
    expect((await door.deliver({ body, headers })).status).toBe(202);
  });
});

function signedBy(now: number): { headers: Record<string, string> } {
  const timestamp = String(Math.floor(now / 1_000));
  const message = { id: 'msg-1', timestamp, body: JSON.stringify(body) };
  return { headers: { 'webhook-signature': `v1,AAAA ${signWebhook(message, SECRET)} v1a,BBBB` } };
}

describe('a webhook for nobody', () => {
  const addresses: readonly (readonly [string, string, string])[] = [
    ['a source that is not there', 'cronus', 'nobody'],
    ['a company that is not there', 'nobody', 'erp'],
    ["another company's source", 'cronus', 'theirs'],
    ['a source that speaks in another way', 'cronus', 'legacy'],
    ['a source with a name that reaches elsewhere', 'cronus', 'erp#1'],
    ['a source with an endless name', 'cronus', 'e'.repeat(5_000)],
  ];
  it('is answered with the same 404, whatever is missing', async () => {
    const door = await createDoor();
    const answers = [];
    for (const [, company, source] of addresses) answers.push(await door.deliver({ body, company, source }));
    expect(answers.map(({ status }) => status)).toEqual(addresses.map(() => 404));
    expect(new Set(answers.map((answer) => JSON.stringify([answer.headers, answer.body]))).size).toBe(1);
    expect(door.enqueued()).toEqual([]);
  });
});
