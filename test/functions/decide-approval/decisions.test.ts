import { describe, expect, it } from 'vitest';
import { recordItems } from '../../../shared/repositories/record-items.ts';
import { contentOf, createApproval, textOf } from '../show-approval/approval-fixture.ts';

describe('a form that a person sends', () => {
  it('approves, and leads back to the page, which says so', async () => {
    const approval = await createApproval();
    const token = await approval.linkFor('manager');
    const answer = await approval.submit(token, { decision: 'approve', comment: 'Fine with me.' });
    expect(answer).toMatchObject({ statusCode: 303, headers: { location: `/approvals/${token}` } });
    expect(answer.headers).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' });
    expect(await approval.entry()).toMatchObject({
      status: 'approved',
      decidedBy: 'manager',
      decidedVia: 'link',
      comments: [{ userId: 'manager', text: 'Fine with me.' }],
    });
    expect(await approval.request()).toMatchObject({ status: 'pending', pendingApprovals: 1 });
    expect(approval.decisions()).toMatchObject([
      { type: 'approvalRequest.approved', request: { pendingApprovals: 1, comment: 'Fine with me.' } },
    ]);
    expect(textOf(await approval.open(token))).toMatch(/You approved this .* Fine with me\./);
  });

  it('rejects', async () => {
    const approval = await createApproval();
    const token = await approval.linkFor('manager');
    await approval.submit(token, { decision: 'reject', comment: 'Too dear.' });
    expect(await approval.request()).toMatchObject({ status: 'rejected' });
    expect(approval.decisions()).toMatchObject([
      { type: 'approvalRequest.rejected', request: { comment: 'Too dear.' } },
    ]);
    expect(textOf(await approval.open(token))).toContain('You rejected this');
  });

  it('delegates: the link only explains then, and who has it now decides by another one', async () => {
    const approval = await createApproval();
    const token = await approval.linkFor('manager');
    await approval.submit(token, { decision: 'delegate', comment: 'You know more about it.' });
    expect(await approval.entry()).toMatchObject({ status: 'open', approverId: 'director', assignment: 2 });
    expect(textOf(await approval.open(token))).toContain('handed over to director');

    await approval.submit(token, { decision: 'approve' });
    expect(await approval.entry()).toMatchObject({ status: 'open' });

    const theirs = await approval.linkFor('director', { assignment: 2 });
    expect(textOf(await approval.open(theirs))).toContain('You know more about it.');
    await approval.submit(theirs, { decision: 'approve' });
    expect(await approval.entry()).toMatchObject({ status: 'approved', decidedBy: 'director' });
  });

  it('delegates to nobody when nobody is set up, and says what to do', async () => {
    const approval = await createApproval({ manager: {} });
    const answer = await approval.submit(await approval.linkFor('manager'), { decision: 'delegate', comment: 'Hm.' });
    expect(answer.statusCode).toBe(422);
    expect(textOf(answer)).toContain('Nobody can take over from manager');
    expect(answer.body).toContain('>Hm.</textarea>');
    expect(await approval.entry()).toMatchObject({ status: 'open', approverId: 'manager' });
  });

  it.each([
    ['without a comment', { decision: 'approve', comment: '' }],
    ['with a comment of blanks', { decision: 'approve', comment: ' \r\n ' }],
    ['without the field for it', { decision: 'approve' }],
  ])('%s leaves none', async (_what, form) => {
    const approval = await createApproval();
    await approval.submit(await approval.linkFor('manager'), form);
    expect(await approval.entry()).toMatchObject({ status: 'approved', comments: [] });
  });

  it('may hold a comment as long as a form can carry, in any script and with line breaks as browsers send them', async () => {
    const approval = await createApproval();
    const comment = `${'好'.repeat(300_000)}${'\n'.repeat(999)}!`;
    await approval.submit(await approval.linkFor('manager'), {
      decision: 'approve',
      comment: comment.replaceAll('\n', '\r\n'),
    });
    const [said] = (await approval.entry())?.comments ?? [];
    expect(said?.text).toBe(`${'好'.repeat(1_000)} …`);
    const whole = await approval.blobs.get(said?.textBlob ?? '');
    expect(Buffer.from(whole?.content ?? []).toString() === comment).toBe(true);
  });

  it('comes in base64 where the gateway takes it for bytes', async () => {
    const approval = await createApproval();
    const token = await approval.linkFor('manager');
    const form = Buffer.from('decision=approve&comment=S%C3%B8ren').toString('base64');
    await approval.submit(token, form, {}, true);
    expect((await approval.entry())?.comments[0]?.text).toBe('Søren');
  });
});

describe('a form that can not be taken', () => {
  const form = 'application/x-www-form-urlencoded';
  it.each<readonly [string, string, Record<string, string>, string]>([
    ['without a decision', 'comment=Hm', {}, 'Please choose Approve, Reject or Delegate.'],
    ['with a decision that there is not', 'decision=postpone', {}, 'Please choose'],
    ['with a decision in other letters', 'decision=APPROVE', {}, 'Please choose'],
    ['that is empty', '', {}, 'Please choose'],
    ['that is JSON', '{"decision":"approve"}', { 'content-type': 'application/json' }, 'not the form of this page'],
    ['without a content type', 'decision=approve', { 'content-type': '' }, 'not the form'],
    ['of another kind', 'decision=approve', { 'content-type': 'text/plain' }, 'not the form'],
    [
      'with an endless comment',
      `decision=approve&comment=${'x'.repeat(3_145_728)}`,
      {},
      'longer than a form can carry',
    ],
    ['of a kind that only begins alike', 'decision=approve', { 'content-type': `${form}x` }, 'not the form'],
  ])('%s is shown again with what is wrong, and decides nothing', async (_what, body, headers, message) => {
    const approval = await createApproval();
    const token = await approval.linkFor('manager');
    const before = contentOf(approval.store);
    const answer = await approval.submit(token, body, headers);
    expect(answer.statusCode).toBe(422);
    expect(textOf(answer)).toContain(message);
    expect(contentOf(approval.store)).toBe(before);
  });

  it.each<readonly [string, Record<string, string>]>([
    ['another site', { 'sec-fetch-site': 'cross-site' }],
    ['a sister of our site', { 'sec-fetch-site': 'same-site' }],
    ['another site, by an old browser', { origin: 'https://evil.example' }],
    ['another port', { origin: 'https://w.example:8443' }],
  ])('from %s decides nothing', async (_what, headers) => {
    const approval = await createApproval();
    const token = await approval.linkFor('manager');
    const answer = await approval.submit(token, { decision: 'approve' }, headers);
    expect(answer.statusCode).toBe(403);
    expect(textOf(answer)).toContain('Nothing was decided');
    expect(await approval.entry()).toMatchObject({ status: 'open' });
  });

  it.each<readonly [string, Record<string, string>]>([
    ['our page', { 'sec-fetch-site': 'same-origin', origin: 'null' }],
    ['our page, by an old browser', { origin: 'https://w.example' }],
    ['our page, by a browser that says nothing', {}],
  ])('is not one that comes from %s', async (_what, headers) => {
    const approval = await createApproval();
    await approval.submit(await approval.linkFor('manager'), { decision: 'approve' }, headers);
    expect(await approval.entry()).toMatchObject({ status: 'approved' });
  });
});

describe('a link that may not decide', () => {
  it.each(['decision=approve', 'decision=', ''])('because nobody gave it out answers 404 to %j', async (form) => {
    const approval = await createApproval();
    const token = await approval.linkFor('manager');
    const before = contentOf(approval.store);
    const answer = await approval.submit(`${token.slice(0, -1)}_`, form);
    expect(answer.statusCode).toBe(404);
    expect(textOf(answer)).toContain('This link leads nowhere');
    expect(contentOf(approval.store)).toBe(before);
  });

  it('because it is too old answers 404', async () => {
    const approval = await createApproval();
    const token = await approval.linkFor('manager');
    await approval.clock.advance(91 * 86_400_000);
    expect((await approval.submit(token, { decision: 'approve' })).statusCode).toBe(404);
    expect(await approval.entry()).toMatchObject({ status: 'open' });
  });

  it('because it points into another company answers 404', async () => {
    const approval = await createApproval();
    const token = await approval.linkFor('manager', { company: 'other' });
    await approval.submit(token, { decision: 'approve' });
    expect((await approval.open(token)).statusCode).toBe(404);
    expect(await approval.entry()).toMatchObject({ status: 'open' });
  });

  it.each<readonly [string, Parameters<typeof createApproval>[0]]>([
    ['the request was cancelled', { entry: { status: 'canceled' }, request: { status: 'canceled' } }],
    ['another approver has rejected', { request: { status: 'rejected' } }],
    ['it is not yet their turn', { entry: { status: 'created' } }],
    ['somebody else has it now', { entry: { approverId: 'director', assignment: 2 } }],
    ['it went to somebody else and came back: only the newest link decides', { entry: { assignment: 3 } }],
    ['it was decided before', { entry: { status: 'rejected', decidedBy: 'manager' }, request: { status: 'rejected' } }],
  ])('because %s leads to the page that explains', async (_why, parts) => {
    const approval = await createApproval(parts);
    const token = await approval.linkFor('manager');
    const before = contentOf(approval.store);
    const answer = await approval.submit(token, { decision: 'approve' });
    expect(answer.statusCode).toBe(303);
    expect(contentOf(approval.store)).toBe(before);
    expect((await approval.open(token)).body).not.toContain('<form');
  });

  it('because somebody else has it now explains also to who sends nonsense', async () => {
    const approval = await createApproval({ entry: { approverId: 'director', assignment: 2 } });
    const answer = await approval.submit(await approval.linkFor('manager'), 'nonsense');
    expect(answer.statusCode).toBe(200);
    expect(textOf(answer)).toContain('handed over to director');
  });
});

describe('many clicks', () => {
  it('at once make one decision', async () => {
    const approval = await createApproval();
    const tokens = await Promise.all([1, 2, 3].map(() => approval.linkFor('manager')));
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, click) => approval.submit(tokens[click % 3] ?? '', { decision: 'approve' })),
    );
    expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set([303]));
    expect(await approval.request()).toMatchObject({ pendingApprovals: 1 });
    expect(approval.decisions()).toHaveLength(1);
    expect(approval.errors).toEqual([]);
  });

  it('on different buttons at once make one decision, and the page says which', async () => {
    const approval = await createApproval();
    const token = await approval.linkFor('manager');
    await Promise.all(
      ['approve', 'reject', 'delegate'].map((decision) => approval.submit(token, { decision, comment: decision })),
    );
    expect(approval.decisions()).toHaveLength(1);
    expect((await approval.entry())?.comments).toHaveLength(1);
    expect((await approval.open(token)).body).not.toContain('<form');
  });

  it('of which the second comes later repeat nothing, also not the comment', async () => {
    const approval = await createApproval();
    const token = await approval.linkFor('manager');
    await approval.submit(token, { decision: 'approve', comment: 'Fine.' });
    const after = contentOf(approval.store);
    await approval.clock.advance(60_000);
    expect((await approval.submit(token, { decision: 'approve', comment: 'Fine.' })).statusCode).toBe(303);
    expect(contentOf(approval.store)).toBe(after);
    expect(approval.decisions()).toHaveLength(1);
  });

  it('of which the second changes its mind change nothing: the page says what was decided', async () => {
    const approval = await createApproval();
    const token = await approval.linkFor('manager');
    await approval.submit(token, { decision: 'approve' });
    await approval.submit(token, { decision: 'reject' });
    expect(await approval.entry()).toMatchObject({ status: 'approved' });
    expect(textOf(await approval.open(token))).toContain('You approved this');
  });
});

describe('a form of a page that shows the record as it is no longer', () => {
  const shownOn = (body = ''): string => /name="shown" value="([0-9a-f]+)"/.exec(body)?.[1] ?? '';

  it('decides nothing, shows what changed, and decides when it is sent again', async () => {
    const approval = await createApproval();
    const token = await approval.linkFor('manager');
    const shown = shownOn((await approval.open(token)).body);
    const key = (await approval.entry())?.record;
    const before = key && (await recordItems.get(approval.store, key));
    if (!before) throw new Error('The record is not there.');
    const changed = { ...before.value, fields: { ...before.value.fields, amount: 400_000 } };
    await approval.store.write([recordItems.update(before, changed)]);

    const refused = await approval.submit(token, { decision: 'approve', comment: 'Fine.', shown });
    expect(refused.statusCode).toBe(422);
    expect(textOf(refused)).toContain('the record has changed since you opened this page');
    expect(refused.body).toContain('400,000');
    expect(refused.body).toContain('>Fine.</textarea>');
    expect(await approval.entry()).toMatchObject({ status: 'open' });

    const again = shownOn(refused.body);
    expect((await approval.submit(token, { decision: 'approve', shown: again })).statusCode).toBe(303);
    expect(await approval.entry()).toMatchObject({ status: 'approved' });
    expect(await approval.request()).toMatchObject({ contentHash: again });
  });

  it('decides when nothing but the status of the record has changed', async () => {
    const approval = await createApproval();
    const token = await approval.linkFor('manager');
    const shown = shownOn((await approval.open(token)).body);
    const key = (await approval.entry())?.record;
    const before = key && (await recordItems.get(approval.store, key));
    if (!before) throw new Error('The record is not there.');
    const changed = { ...before.value, fields: { ...before.value.fields, status: 'Pending Approval' } };
    await approval.store.write([recordItems.update(before, changed)]);

    expect((await approval.submit(token, { decision: 'approve', shown })).statusCode).toBe(303);
  });
});
