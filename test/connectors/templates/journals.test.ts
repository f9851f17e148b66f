import { afterEach, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../shared/domain/json/json.ts';
import { findTemplate } from '../../../statemachines/templates/templates.ts';
import { filled } from '../../statemachines/templates/filled.ts';
import { createStory, type Story } from '../approvals/approval-story.ts';
import { PEOPLE } from './template-story.ts';

let story: Story;
afterEach(() => story.close());

async function start(): Promise<void> {
  const workflows = ['MS-GJBAPW', 'MS-GJLAPW'].map((code) => {
    const template = findTemplate(code);
    if (!template) throw new Error(`There is no ${code}.`);
    return filled(template);
  });
  story = await createStory({ users: PEOPLE, workflows });
}

const sendBatch = (name: string) => {
  const fields = { journalTemplateName: 'GENERAL', name, balanceLcy: 0 };
  return story.tell('generalJournalBatch.approvalRequested', { user: 'clerk', record: `B-${name}`, fields });
};
const sendLine = (journalBatchName: string, record: string, more: JsonObject = {}) => {
  const fields = { journalTemplateName: 'GENERAL', journalBatchName, accountType: 'Customer', amount: 10, ...more };
  return story.tell('generalJournalLine.approvalRequested', { user: 'clerk', record, fields });
};
const asked = () =>
  story
    .requests()
    .map(({ record, status }) => `${record.id} ${status}`)
    .toSorted();

describe('a journal', () => {
  it('is not asked about as a batch while one of its lines is', async () => {
    await start();
    await sendLine('Cash', 'L-1');
    await sendBatch('CASH');
    expect(asked()).toEqual(['L-1 pending']);
    expect(story.mails().at(-1)).toContain('clerk');
    await sendBatch('OTHER');
    expect(asked()).toEqual(['B-OTHER pending', 'L-1 pending']);
    await story.decide('lead', 'reject');
    await story.decide('lead', 'reject');
    await sendBatch('CASH');
    expect(asked()).toContain('B-CASH pending');
  });

  it('is not asked about line by line while the batch is', async () => {
    await start();
    await sendBatch('CASH');
    await sendLine('CASH', 'L-1');
    expect(asked()).toEqual(['B-CASH pending']);
    await story.decide('lead', 'approve');
    await sendLine('CASH', 'L-1');
    await sendLine('CASH', 'L-2');
    expect(asked()).toEqual(['B-CASH approved', 'L-1 pending', 'L-2 pending']);
  });
});
