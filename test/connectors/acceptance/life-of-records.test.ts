import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BusinessCentral, startBusinessCentral } from './business-central.ts';
import { sendOrder } from './orders.ts';

/** What becomes of entries when their record is converted, posted, renamed or deleted, on the running runtime, through the public API only. */
let bc: BusinessCentral;

beforeAll(async () => {
  bc = await startBusinessCentral();
});

afterAll(async () => {
  expect(bc.demo.errors).toEqual([]);
  await bc.stop();
});

/** A minute goes by, so the runtime sweeps. */
const sweep = () => bc.demo.call('POST', '/local/clock', { body: { advanceSeconds: 61 } });

const commentsOf = async (record: string) =>
  (await bc.entriesOf(record)).flatMap(({ comments }) => comments.map(({ text }) => text));

describe('a document that was made from an approved one', () => {
  it('shows the entries and comments of that, as posted documents do', async () => {
    const id = await sendOrder(bc);
    await bc.act('manager', id, 'approve', 'Fine.');
    await bc.stands(id, 'purchaser:approved manager:approved director:open');
    await bc.act('director', id, 'approve');
    await bc.until(async () => bc.commandsFor(id).includes('record.release'));
    await bc.demo.happen('purchaseDocument.posted', id, {});
    const origin = { entity: 'purchaseDocument', id };
    await bc.demo.happen(
      'postedPurchaseInvoice.created',
      `INV-${id}`,
      {},
      { record: { id: `INV-${id}`, fields: { amount: 25_000 }, origin } },
    );
    await bc.stands(`postedPurchaseInvoice/INV-${id}`, 'purchaser:approved manager:approved director:approved');
    expect(await commentsOf(`postedPurchaseInvoice/INV-${id}`)).toEqual(['Fine.']);
    const { body } = await bc.as('purchaser').get(`/records/postedPurchaseInvoice/INV-${id}`);
    expect(body).toMatchObject({ snapshot: { origin }, requests: [{ record: { id }, status: 'approved' }] });
    await bc.stands(id, 'purchaser:approved manager:approved director:approved');
  });
});

describe('a document that is renamed', () => {
  it('is found, restricted and decided under its new id', async () => {
    const id = await sendOrder(bc);
    await bc.demo.happen('purchaseDocument.renamed', `${id}-A`, {}, { previous: { id } });
    await bc.until(async () => {
      const { body } = await bc.as('purchaser').get(`/records/purchaseDocument/${id}-A/may/release`);
      return (body as { allowed: boolean }).allowed === false;
    });
    await sweep();
    await bc.stands(`${id}-A`, 'purchaser:approved manager:open director:created');
    await bc.act('manager', `${id}-A`, 'reject', 'Too dear.');
    await bc.until(async () => bc.commandsFor(`${id}-A`).includes('record.reopen'));
  });
});

describe('a document that is deleted', () => {
  it('takes its request with it, and keeps its history', async () => {
    const id = await sendOrder(bc);
    await bc.demo.happen('purchaseDocument.deleted', id, {});
    await sweep();
    await bc.stands(id, 'purchaser:canceled manager:canceled director:canceled');
  });
});
