import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BusinessCentral, startBusinessCentral } from './business-central.ts';
import { order, sendOrder } from './orders.ts';

/** What Business Central's own public tests check of requests (domain 8), on the running runtime, through the public API only. */
let bc: BusinessCentral;

beforeAll(async () => {
  bc = await startBusinessCentral();
});

afterAll(async () => {
  expect(bc.demo.errors).toEqual([]);
  await bc.stop();
});

describe('while a request is pending', () => {
  it.each(['posting', 'release', 'reopen'])('the document is not free for %s', async (use) => {
    const id = await sendOrder(bc);
    const { body } = await bc.as('purchaser').get(`/records/purchaseDocument/${id}/may/${use}`);
    expect(body).toMatchObject({ allowed: false, workflow: 'POAPW-01', openApprovers: ['manager'] });
  });

  it('a second request is refused with the reason', async () => {
    const id = await sendOrder(bc);
    const answer = await bc.request('purchaser', `purchaseDocument/${id}`, order(25_000));
    expect(answer).toMatchObject({ status: 409, body: { detail: expect.stringContaining('already requested') } });
  });
});

describe('a document without lines', () => {
  it('has nothing to approve', async () => {
    const answer = await bc.request('purchaser', 'purchaseDocument/PO-EMPTY', order(25_000, []));
    expect(answer).toMatchObject({ status: 409, body: { detail: expect.stringContaining('no lines') } });
  });
});

describe('a chain of three approvers', () => {
  it('approves, with comments, and the document is released and free', async () => {
    const id = await sendOrder(bc);
    await bc.act('manager', id, 'comments', 'I looked at it.');
    await bc.act('manager', id, 'approve', 'Fine.');
    await bc.stands(id, 'purchaser:approved manager:approved director:open');
    await bc.act('director', id, 'approve', 'Go.');
    await bc.until(async () => bc.commandsFor(id).includes('record.release'));
    expect(bc.commandsFor(id)).toEqual(['record.setStatus', 'record.release']);
    const entries = await bc.entriesOf(id);
    expect(entries.map(({ comments }) => comments.map(({ text }) => text))).toEqual([
      [],
      ['I looked at it.', 'Fine.'],
      ['Go.'],
    ]);
    await bc.until(async () => {
      const { body } = await bc.as('purchaser').get(`/records/purchaseDocument/${id}`);
      return (body as { status: string }).status === 'Released';
    });
    expect((await bc.as('purchaser').get(`/records/purchaseDocument/${id}`)).body).not.toHaveProperty('restriction');
    const { body } = await bc.as('purchaser').get(`/records/purchaseDocument/${id}/may/posting`);
    expect(body).toEqual({ allowed: true });
  });

  it('is rejected by the first', async () => {
    const id = await sendOrder(bc);
    await bc.act('manager', id, 'reject', 'Too dear.');
    await bc.stands(id, 'purchaser:rejected manager:rejected director:rejected');
    await bc.until(async () => bc.commandsFor(id).includes('record.reopen'));
  });

  it('is rejected by the last', async () => {
    const id = await sendOrder(bc);
    await bc.act('manager', id, 'approve');
    await bc.stands(id, 'purchaser:approved manager:approved director:open');
    await bc.act('director', id, 'reject');
    await bc.stands(id, 'purchaser:rejected manager:rejected director:rejected');
    await bc.until(async () => bc.commandsFor(id).includes('record.reopen'));
  });

  it('is delegated, and goes on', async () => {
    const id = await sendOrder(bc);
    await bc.act('manager', id, 'delegate', 'On leave.');
    await bc.stands(id, 'purchaser:approved director:open director:created');
    await bc.act('director', id, 'approve');
    await bc.stands(id, 'purchaser:approved director:approved director:open');
    await bc.act('director', id, 'approve');
    await bc.until(async () => bc.commandsFor(id).includes('record.release'));
  });
});

describe('who may', () => {
  const cancel = (user: string, id: string) => bc.as(user).post(`/records/purchaseDocument/${id}/cancel-approval`);

  it.each([
    ['purchaser', 202],
    ['admin', 202],
    ['manager', 409],
    ['director', 409],
  ])('cancel: %s is answered %d', async (user, status) => {
    const id = await sendOrder(bc);
    await bc.until(async () => bc.commandsFor(id).includes('record.setStatus'));
    expect((await cancel(user, id)).status).toBe(status);
    const ended = 'purchaser:canceled manager:canceled director:canceled';
    await bc.stands(id, status === 202 ? ended : 'purchaser:approved manager:open director:created');
  });

  it.each([
    ['purchaser', 200],
    ['manager', 200],
    ['admin', 200],
    ['director', 404],
  ])('delegate: %s is answered %d', async (user, status) => {
    const id = await sendOrder(bc);
    expect((await bc.act(user, id, 'delegate')).status).toBe(status);
  });

  it.each([
    ['manager', 200],
    ['admin', 200],
    ['purchaser', 403],
    ['director', 404],
  ])('approve: %s is answered %d', async (user, status) => {
    const id = await sendOrder(bc);
    expect((await bc.act(user, id, 'approve')).status).toBe(status);
  });
});
