import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type CronusFixture, openCronus } from './cronus-fixture.ts';
import type { FakeAnswer } from './fake-werkstroom.ts';

const FLOW = {
  code: 'CALL-BACK',
  description: 'Call back',
  inputs: {
    type: 'object',
    required: ['reason'],
    properties: {
      reason: { type: 'string', minLength: 3, title: 'Reason', description: 'What is it about?' },
      hours: { type: 'number', title: 'Hours' },
      urgent: { type: 'boolean', title: 'Urgent' },
      channel: { enum: ['phone', 'mail'], title: 'Channel' },
    },
  },
};
const FORM = '/customers/automate?flow=CALL-BACK&view=card&id=10000';

let fixture: CronusFixture;
let started: FakeAnswer;

beforeEach(async () => {
  fixture = await openCronus();
  started = {
    status: 200,
    body: { runs: [{ id: 'r', url: '', status: 'succeeded', response: { text: 'late/10000' } }] },
  };
  fixture.fake.onCall = ({ method, path }) => {
    if (method === 'POST' && path === '/automate/CALL-BACK') return started;
    return path.startsWith('/automate?') ? { status: 200, body: { items: [FLOW] } } : undefined;
  };
});

afterEach(() => fixture.close());

const chosen = { flow: 'CALL-BACK', view: 'card', id: '10000', key: 'k' };

describe('Automate', () => {
  it('offers the flows of the place on card, list and document', async () => {
    expect((await fixture.get('/customers/10000')).text).toContain(FORM.replaceAll('&', '&amp;'));
    expect((await fixture.get('/customers')).text).toContain('<button name="flow" value="CALL-BACK">');
    await fixture.get('/sales-orders/101001');
    const asked = fixture.fake.calls.map(({ path }) => path).filter((path) => path.startsWith('/automate?'));
    expect(asked).toEqual([
      '/automate?entity=customer&view=card&id=10000',
      '/automate?entity=customer&view=list',
      '/automate?entity=salesDocument&view=document&id=101001',
    ]);
  });

  it('makes a labelled form of the inputs', async () => {
    const { text } = await fixture.get(FORM);

    expect(text).toMatch(/<label for="input-reason">Reason/);
    expect(text).toMatch(/<input type="text" id="input-reason" [^>]*required minlength="3"/);
    expect(text).toMatch(/id="input-hours"[^>]*/);
    expect(text).toMatch(/<input type="checkbox" id="input-urgent"/);
    expect(text).toContain('<option value="mail">mail</option>');
    expect(text).toContain('What is it about?');
  });

  it('starts the flow with typed inputs and the record as it is, and shows the answer', async () => {
    const page = await fixture.press('/customers/automate', {
      ...chosen,
      'input.reason': 'late',
      'input.hours': '1.5',
      'input.channel': 'mail',
    });

    expect(page.flash).toBe('Call back: late/10000');
    const call = fixture.fake.calls.find(({ method }) => method === 'POST');
    expect(call?.headers).toMatchObject({ prefer: 'wait=20', 'idempotency-key': 'k', 'on-behalf-of': 'purchaser' });
    expect(call?.body).toMatchObject({
      inputs: { reason: 'late', hours: 1.5, urgent: false, channel: 'mail' },
      record: { entity: 'customer', id: '10000', source: 'cronus', fields: { displayName: 'Adatum Corporation' } },
    });
  });

  it('starts it on every chosen row of a list, and asks to choose one', async () => {
    await fixture.press('/customers/automate', [
      ['flow', 'CALL-BACK'],
      ['view', 'list'],
      ['id', '10000'],
      ['id', '20000'],
    ]);
    const call = fixture.fake.calls.find(({ method }) => method === 'POST');

    expect(call?.body).toMatchObject({ records: [{ id: '10000' }, { id: '20000' }] });
    expect((await fixture.get('/customers/automate?flow=CALL-BACK&view=list')).status).toBe(303);
  });

  it('shows beside the field what Werkstroom finds wrong, and keeps what was typed', async () => {
    const errors = [{ pointer: '/inputs/reason', detail: 'It is too short.' }];
    started = { status: 422, body: { title: 'Unprocessable', detail: 'See errors.', errors } };
    const page = await fixture.press('/customers/automate', { ...chosen, 'input.reason': 'ab' });

    expect(page.status).toBe(422);
    expect(page.text).toContain('<p class="fault" id="input-reason-fault">It is too short.</p>');
    expect(page.text).toContain('value="ab"');
  });

  it.each([
    [{ status: 202, body: { runs: [{ id: 'r', url: '' }] } }, 'Call back is at work (1 started).'],
    [{ status: 403, body: { title: 'Forbidden', detail: 'This needs a role.' } }, 'Call back: This needs a role.'],
    [{ status: 200, body: { runs: [{ id: 'r', status: 'failed' }] } }, 'Call back: The flow failed (1 of 1).'],
    [{ status: 503 }, 'Call back: Werkstroom gave no answer (status 503).'],
  ])('says what came of it: %j', async (answer, words) => {
    started = answer;

    expect((await fixture.press('/customers/automate', { ...chosen, 'input.reason': 'late' })).flash).toBe(words);
  });

  it('does without the menu where Werkstroom is away', async () => {
    await fixture.fake.close();
    const page = await fixture.get('/customers/10000');

    expect(page.status).toBe(200);
    expect(page.text).toContain('Werkstroom cannot be reached');
  });
});
