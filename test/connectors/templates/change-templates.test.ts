import { afterEach, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../shared/domain/json/json.ts';
import { retryRun } from '../../../shared/usecases/retry-run.ts';
import { company, type Story } from '../approvals/approval-story.ts';
import { approveAll, templateStory } from './template-story.ts';

let story: Story;
afterEach(() => story.close());

const CASES = [
  ['MS-CCLCAPW', 'customer', 'creditLimitLcy'],
  ['MS-IUPCAPW', 'item', 'unitPrice'],
] as const;

describe.each(CASES)('%s', (code, entity, field) => {
  const tell = (event: { user?: string; cause?: string; previous?: JsonObject; fields: JsonObject }) =>
    story.tell(`${entity}.modified`, event);
  const raise = (from: number, to: number) =>
    tell({ user: 'clerk', previous: { [field]: from }, fields: { [field]: to, name: 'N' } });
  /** The source says that it has done the last command, as a good one does. */
  const echo = (value: number) => tell({ cause: story.world.source.done.at(-1)?.id ?? '', fields: { [field]: value } });

  it('takes a higher value back and asks about it', async () => {
    story = await templateStory(code);
    await raise(100, 500);
    expect(story.world.source.done).toMatchObject([
      { type: 'record.applyValues', values: { [field]: 100 }, expected: { [field]: 500 } },
    ]);
    expect(story.requests()).toMatchObject([
      { aboutChange: true, heldChanges: [{ field, oldValue: 100, newValue: 500 }] },
    ]);
    expect(story.standing()).toBe('lead:open boss:created');
  });

  it('leaves a lower value alone', async () => {
    story = await templateStory(code);
    await raise(500, 100);
    expect(story.runs()).toEqual([]);
  });

  it('applies the value when all have approved, and that is no new change to approve', async () => {
    story = await templateStory(code);
    await raise(100, 500);
    await echo(100);
    await approveAll(story);
    expect(story.world.source.done.at(-1)).toMatchObject({ values: { [field]: 500 }, expected: { [field]: 100 } });
    await echo(500);
    expect(story.runs()).toMatchObject([{ status: 'succeeded' }]);
  });

  it('discards it when somebody rejects', async () => {
    story = await templateStory(code);
    await raise(100, 500);
    await story.decide('lead', 'reject');
    expect(story.commands()).toEqual(['record.applyValues']);
    expect(story.runs()).toMatchObject([{ status: 'succeeded' }]);
  });

  it('discards it when the sender cancels, which Business Central can not', async () => {
    story = await templateStory(code);
    await raise(100, 500);
    await story.tell(`${entity}.approvalCancelled`, { user: 'clerk' });
    expect(story.requests()).toMatchObject([{ status: 'canceled' }]);
    expect(story.commands()).toEqual(['record.applyValues']);
  });

  it('stands still with the reason when the record has moved meanwhile, until somebody decides', async () => {
    story = await templateStory(code);
    await raise(100, 500);
    await echo(100);
    await tell({ fields: { [field]: 90 } });
    await approveAll(story);
    expect(story.commands()).toHaveLength(1);
    expect(story.mails().some((mail) => mail.startsWith('clerk: '))).toBe(true);
    const runId = story.runs()[0]?.id ?? '';
    await tell({ fields: { [field]: 100 } });
    await retryRun(story.world.calm, { company, runId, actor: 'admin' });
    await story.world.settle();
    expect(story.world.source.done.at(-1)).toMatchObject({ values: { [field]: 500 } });
    expect(story.runs()[0]).toMatchObject({ status: 'succeeded' });
  });

  it('asks about each further edit on its own', async () => {
    story = await templateStory(code);
    await raise(100, 500);
    await echo(100);
    await raise(100, 700);
    expect(story.requests()).toHaveLength(2);
    expect(story.commands()).toEqual(['record.applyValues', 'record.applyValues']);
  });
});
