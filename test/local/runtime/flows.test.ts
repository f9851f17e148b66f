import { describe, expect, it } from 'vitest';
import { startDemoOfFile } from './demo-of-file.ts';

const demo = await startDemoOfFile();

describe('the automated flow PRICE-UP', () => {
  it('mails both prices to the manager when a price went up, by our own memory of the one before', async () => {
    await demo.happen('item.created', '1896-S', { description: 'ATHENS Desk', unitPrice: 100 });
    await demo.happen('item.modified', '1896-S', { unitPrice: 120 });
    const [mail] = await demo.mailsTo('manager', 1);
    expect(mail?.subject).toBe('Price of ATHENS Desk went up');
    expect(mail?.text).toContain('Item 1896-S cost 100 and costs 120 now.');
  });

  it.each<readonly [string, number, object]>([
    ['by less than 10 %', 125, {}],
    ['down', 90, {}],
    ['not at all', 90, {}],
    ['up less than it seems, since the sender knows the one before', 110, { previous: { fields: { unitPrice: 109 } } }],
  ])('does not start when the price goes %s', async (_how, unitPrice, more) => {
    const before = await runsOf('PRICE-UP');
    await demo.happen('item.modified', '1896-S', { unitPrice }, more);
    expect(await runsOf('PRICE-UP')).toEqual(before);
  });

  it('does not start for an item that was never seen: nobody knows what it cost', async () => {
    const before = await runsOf('PRICE-UP');
    await demo.happen('item.modified', '1900-S', { unitPrice: 1_000 });
    expect(await runsOf('PRICE-UP')).toEqual(before);
  });

  it('starts by the price that the sender tells where we know none', async () => {
    const before = (await demo.mailsTo('manager', 1)).length;
    await demo.happen('item.modified', '1906-S', { unitPrice: 22 }, { previous: { fields: { unitPrice: 20 } } });
    const [mail] = await demo.mailsTo('manager', before + 1);
    expect(mail?.text).toContain('Item 1906-S cost 20 and costs 22 now.');
  });
});

describe('the instant flow CALL-BACK', () => {
  const record = { entity: 'customer', id: '10000' };
  const start = (body: object, headers: object = {}, user = 'purchaser') =>
    demo.callAs(user, 'POST', '/automate/CALL-BACK', { body, headers });

  it.each([
    ['customer', 'card', ['CALL-BACK']],
    ['customer', 'list', ['CALL-BACK']],
    ['customer', 'document', []],
    ['vendor', 'card', []],
  ])('stands in the menu of %s, %s: %j', async (entity, view, codes) => {
    const { body } = await demo.callAs('purchaser', 'GET', `/automate?entity=${entity}&view=${view}&id=10000`);
    expect(body).toMatchObject({ items: codes.map((code) => ({ code })) });
  });

  it('says which inputs it wants', async () => {
    const { body } = await demo.callAs('purchaser', 'GET', '/automate?entity=customer&view=card');
    expect(body).toMatchObject({ items: [{ inputs: { required: ['reason'] } }] });
  });

  it.each<readonly [string, object, string]>([
    ['none', {}, '/inputs/reason'],
    ['one that is too short', { reason: 'ab' }, '/inputs/reason'],
    ['one of another type', { reason: 7 }, '/inputs/reason'],
  ])('refuses inputs with a pointer and starts nothing: %s', async (_what, inputs, pointer) => {
    const before = await runsOf('CALL-BACK');
    const { status, body } = await start({ record, inputs });
    expect(status).toBe(422);
    expect(body).toMatchObject({ errors: [{ pointer }] });
    expect(await runsOf('CALL-BACK')).toEqual(before);
  });

  it('answers within the time that the caller waits, also for a record that was never seen', async () => {
    const inputs = { reason: 'Invoice 103' };
    const { status, body, headers } = await start({ record, inputs }, { prefer: 'wait=20' });
    expect(status).toBe(200);
    expect(headers.get('preference-applied')).toBe('wait=20');
    expect(body).toMatchObject({ response: { text: 'Invoice 103/10000' }, runs: [{ id: expect.any(String) }] });
    const mails = await demo.mailsTo('manager', 1);
    expect(mails.map(({ subject }) => subject)).toContain('Please call customer 10000 back');
  });

  it('answers at once with the run when the caller does not wait, and the run tells its story', async () => {
    const { status, body } = await start({ record, inputs: { reason: 'Delivery' } });
    expect(status).toBe(202);
    const [run] = (body as { runs: { id: string; url: string }[] }).runs;
    expect(run?.url).toContain(`/runs/${run?.id}`);
    await expect
      .poll(async () => (await demo.callAs('purchaser', 'GET', `/runs/${run?.id}`)).body)
      .toMatchObject({ status: 'succeeded', workflow: 'CALL-BACK' });
  });

  it('starts once for one Idempotency-Key', async () => {
    const send = () => start({ record, inputs: { reason: 'Once' } }, { 'idempotency-key': 'key-1' });
    const [first, second] = [await send(), await send()];
    expect(second.body).toEqual(first.body);
    expect(second.headers.get('idempotency-replayed')).toBe('true');
  });

  it('is not there for records that it is not made for, nor under another name', async () => {
    expect((await start({ record: { entity: 'vendor', id: '10000' }, inputs: { reason: 'abc' } })).status).toBe(404);
    expect((await demo.callAs('purchaser', 'POST', '/automate/POAPW-01', { body: { record } })).status).toBe(404);
  });
});

/** The ids of all runs of a workflow, once those that were started are listed. */
async function runsOf(workflow: string): Promise<readonly string[]> {
  const { body } = await demo.callAs('admin', 'GET', `/runs?workflow=${workflow}&limit=200`);
  return (body as { items: { id: string }[] }).items.map(({ id }) => id).sort();
}
