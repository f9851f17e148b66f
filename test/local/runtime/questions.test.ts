import { describe, expect, it } from 'vitest';
import { definitionOf } from '../../statemachines/support/definitions.ts';
import { startDemoOfFile } from './demo-of-file.ts';

const demo = await startDemoOfFile();

const PATIENCE = { timeout: 6_000, interval: 50 };

interface Entry {
  readonly id: string;
  readonly approverId: string;
  readonly status: string;
  readonly sequence: number;
  readonly responses?: readonly string[];
  readonly question?: { readonly title: string; readonly text?: string };
}

/** Enables a workflow that asks, and starts one run of it. At its end it mails the result to the warehouse. */
async function begin(code: string, approve: string, more = '') {
  const definition = definitionOf(`
code: ${code}
kind: automated
on: { event: item.created, where: { record: { description: ${code} } } }
steps:
  - id: answer
    approve: ${approve}
${more}
  - do: email.send
    with: { to: manager, text: x, subject: "{% '${code}: ' & $string($answer) %}" }`);
  const created = await demo.callAs('admin', 'POST', '/workflows', { body: { definition } });
  expect(created.body).toMatchObject({ code });
  expect(await demo.callAs('admin', 'POST', `/workflows/${code}/enable`)).toMatchObject({ status: 200 });
  await demo.happen('item.created', code, { description: code });
  const runId = async () => {
    const { body } = await demo.callAs('admin', 'GET', `/runs?workflow=${code}`);
    return (body as { items: { id: string }[] }).items[0]?.id;
  };
  const entries = async (): Promise<readonly Entry[]> => {
    const { body } = await demo.callAs('admin', 'GET', `/approval-entries?run=${await runId()}`);
    return (body as { items: Entry[] }).items;
  };
  const standing = async () =>
    (await entries())
      .map(({ approverId, status }) => `${approverId}:${status}`)
      .sort()
      .join(' ');
  const entryOf = async (user: string) => (await entries()).find(({ approverId }) => approverId === user);
  return {
    entries,
    standing,
    entryOf,
    async asks(expected: string) {
      await expect.poll(standing, PATIENCE).toBe(expected);
    },
    async answer(user: string, verb: string, body: object = {}) {
      return demo.callAs(user, 'POST', `/approval-entries/${(await entryOf(user))?.id}/${verb}`, { body });
    },
    async status(expected: string) {
      const read = async () => (await demo.callAs('admin', 'GET', `/runs/${await runId()}`)).body as { status: string };
      await expect.poll(async () => (await read()).status, PATIENCE).toBe(expected);
      return read();
    },
    /** What the workflow got as `$answer`. */
    async result() {
      const find = async () =>
        (await demo.mailsTo('manager', 1)).find(({ subject }) => subject.startsWith(`${code}: `))?.subject;
      await expect.poll(find, PATIENCE).toBeDefined();
      return JSON.parse(((await find()) ?? '').slice(code.length + 2)) as {
        outcome: string;
        responses: { userId: string; response: string; comment?: string; at: string }[];
      };
    },
  };
}

describe('a step that asks for an approval', { timeout: 40_000 }, () => {
  it('goes on with the answers of two of three, one of them given by the link in the mail', async () => {
    const run = await begin(
      'TWO-OF-THREE',
      '{ title: May we?, text: It is dear., to: [purchaser, manager, director, manager], needs: 2 }',
    );
    await run.asks('director:open manager:open purchaser:open');
    expect((await run.entryOf('manager'))?.question).toEqual({ title: 'May we?', text: 'It is dear.' });
    expect(await run.answer('manager', 'approve', { comment: 'Good' })).toMatchObject({ status: 200 });
    expect(await run.answer('manager', 'reject')).toMatchObject({ status: 409 });
    const link = await linkTo('director', 'May we?');
    const page = await (await fetch(link)).text();
    expect(page).toContain('It is dear.');
    expect(page).not.toContain('<p class="amount"></p>');
    expect(await run.standing()).toBe('director:open manager:approved purchaser:open');
    expect((await post(link, { decision: 'approve' })).status).toBe(303);
    await run.asks('director:approved manager:approved purchaser:canceled');
    expect(await run.answer('purchaser', 'approve')).toMatchObject({ status: 409 });
    const { outcome, responses } = await run.result();
    expect(outcome).toBe('Approve');
    expect(responses).toMatchObject([
      { userId: 'manager', response: 'Approve', comment: 'Good' },
      { userId: 'director', response: 'Approve' },
    ]);
    await run.status('succeeded');
  });

  it('that needs everyone is over with the first Reject', async () => {
    const run = await begin('ALL', '{ title: All?, to: [purchaser, manager, director], needs: everyone }');
    await run.asks('director:open manager:open purchaser:open');
    await run.answer('purchaser', 'approve');
    await run.answer('manager', 'reject');
    await run.asks('director:canceled manager:rejected purchaser:approved');
    expect((await run.result()).outcome).toBe('Reject');
  });

  it('asks one after the other, each when the one before has answered', async () => {
    const run = await begin('ROW', '{ title: In a row?, to: [manager, director], needs: everyone, sequential: true }');
    await run.asks('director:created manager:open');
    await run.answer('manager', 'approve');
    await run.asks('director:open manager:approved');
    expect(await linkTo('director', 'In a row?')).toContain('/approvals/');
    await run.answer('director', 'approve');
    expect((await run.result()).outcome).toBe('Approve');
  });

  it('takes its own responses instead of Approve and Reject, by the API and on the page', async () => {
    const run = await begin(
      'COLOUR',
      '{ title: Which one?, to: [manager, director, purchaser], needs: 2, responses: [Red, Blue, "Green & <b>"] }',
    );
    await run.asks('director:open manager:open purchaser:open');
    expect((await run.entryOf('manager'))?.responses).toEqual(['Red', 'Blue', 'Green & <b>']);
    const refused = await run.answer('manager', 'approve');
    expect(refused).toMatchObject({ status: 422, body: { detail: expect.stringContaining('Red, Blue') } });
    expect(await run.answer('manager', 'respond', { response: 'Pink' })).toMatchObject({ status: 422 });
    expect(await run.answer('manager', 'respond', { response: 'Blue' })).toMatchObject({ status: 200 });
    const link = await linkTo('director', 'Which one?');
    const page = await (await fetch(link)).text();
    expect(page).toContain('value="Green &amp; &lt;b&gt;"');
    expect(page).not.toContain('value="approve"');
    expect((await post(link, { decision: 'approve' })).status).toBe(422);
    expect((await post(link, { response: 'Blue' })).status).toBe(303);
    const { outcome, responses } = await run.result();
    expect(outcome).toBe('Blue');
    expect(responses.map(({ response }) => response)).toEqual(['Blue', 'Blue']);
    await run.asks('director:approved manager:approved purchaser:canceled');
  });

  it('closes its entries when the time is up, and goes on with other steps', async () => {
    const run = await begin(
      'LATE',
      '{ title: Soon?, to: [manager] }',
      `    timeout: { after: PT3S, steps: [{ do: email.send, with: { to: manager, text: x, subject: 'LATE is over' } }, { stop: succeeded }] }`,
    );
    await run.asks('manager:open');
    await run.asks('manager:canceled');
    await run.status('succeeded');
    expect(await run.answer('manager', 'approve')).toMatchObject({ status: 409 });
  });

  it('does not mix up two questions of one run that are open at the same time', async () => {
    const run = await begin(
      'PAIR',
      '{ title: First?, to: [manager] }',
      `  - parallel:
      - steps: [{ id: left, approve: { title: Left?, to: [purchaser] } }]
      - steps: [{ id: right, approve: { title: Right?, to: [director] } }]`,
    );
    await run.asks('manager:open');
    await run.answer('manager', 'approve');
    await run.asks('director:open manager:approved purchaser:open');
    await run.answer('director', 'reject');
    await run.answer('purchaser', 'approve');
    await run.status('succeeded');
  });

  it('counts one of two who answer at the same time, and tells the other', async () => {
    const run = await begin('RACE', '{ title: Fast?, to: [manager, director] }');
    await run.asks('director:open manager:open');
    const answers = await Promise.all([run.answer('manager', 'approve'), run.answer('director', 'reject')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await run.result()).responses).toHaveLength(1);
  });

  it('fails with the names where somebody is unknown', async () => {
    const run = await begin('NOBODY', `{ title: You?, to: [manager, "{% 'nobo' & 'dy' %}"] }`);
    expect(await run.status('failed')).toMatchObject({ error: { message: expect.stringContaining('nobody') } });
    expect(await run.entries()).toEqual([]);
  });
});

/** The link in the newest mail with this subject. */
async function linkTo(user: string, title: string): Promise<string> {
  const find = async () =>
    (await demo.mailsTo(user, 1))
      .filter(({ subject }) => subject.includes(title))
      .flatMap(({ text }) => /http\S+\/approvals\/\S+/.exec(text)?.[0] ?? [])[0];
  await expect.poll(find, PATIENCE).toBeDefined();
  return (await find()) ?? '';
}

function post(link: string, fields: Record<string, string>) {
  return fetch(link, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' });
}
