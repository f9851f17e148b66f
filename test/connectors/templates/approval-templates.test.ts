import { afterEach, describe, expect, it } from 'vitest';
import type { WorkflowDefinition } from '../../../shared/domain/workflow/definition.ts';
import { findTemplate } from '../../../statemachines/templates/templates.ts';
import { filled } from '../../statemachines/templates/filled.ts';
import type { Story } from '../approvals/approval-story.ts';
import { approveAll, send, templateStory, triggerOf } from './template-story.ts';

const DOCUMENTS = [
  'MS-INCDOCAPW',
  'MS-BPOAPW',
  'MS-PCMAPW',
  'MS-PIAPW',
  'MS-POAPW',
  'MS-PQAPW',
  'MS-PROAPW',
  'MS-BSOAPW',
  'MS-SCMAPW',
  'MS-SIAPW',
  'MS-SOAPW',
  'MS-SQAPW',
  'MS-SROAPW',
  'MS-SICLAPW',
  'MS-SOCLAPW',
];
const MASTER_DATA = ['MS-CUSTAPW', 'MS-VENDAPW', 'MS-ITEMAPW', 'MS-VENDBANKACCAPW', 'MS-JQEAPW'];
const JOURNALS = ['MS-GJBAPW', 'MS-GJLAPW', 'MS-IJBAPW', 'MS-RWBAPW', 'MS-SUSTJBAPW'];
const ALL = [...DOCUMENTS, ...MASTER_DATA, ...JOURNALS];
const OPENS = ['record.setStatus'];

/** What the source is asked to do: nothing but for documents, and job queue entries that are approved. */
const commandsOf = (code: string, documents: string, others: readonly string[] = []) =>
  DOCUMENTS.includes(code) ? [...OPENS, documents] : others;

/** A copy that asks a group of two levels, whoever it asks as it is shipped. */
function inLevels(code: string): WorkflowDefinition {
  const template = findTemplate(code);
  if (!template) throw new Error(`There is no ${code}.`);
  const text = JSON.stringify(filled(template));
  const resolve = /("approvals.resolve","with":)\{[^}]*\}/;
  return JSON.parse(text.replace(resolve, '$1{"approverType":"workflowUserGroup","userGroup":"G"}'));
}

let story: Story;
afterEach(() => story.close());

describe.each(ALL)('%s', (code) => {
  it('restricts the record and asks', async () => {
    story = await templateStory(code);
    await send(story, code);
    expect(story.entries().some(({ approverId, status }) => approverId === 'lead' && status === 'open')).toBe(true);
    expect(story.isRestricted()).toBe(true);
    expect(story.commands()).toEqual(DOCUMENTS.includes(code) ? OPENS : []);
  });

  it('lets the record go when all have approved', async () => {
    story = await templateStory(code);
    await send(story, code);
    await approveAll(story);
    expect(story.requests()).toMatchObject([{ status: 'approved', pendingApprovals: 0 }]);
    expect(story.isRestricted()).toBe(false);
    expect(story.commands()).toEqual(commandsOf(code, 'record.release', code === 'MS-JQEAPW' ? ['record.enable'] : []));
    expect(story.runs()).toMatchObject([{ status: 'succeeded' }]);
  });

  it('asks the next level after the first, when it is given levels', async () => {
    story = await templateStory(code, { workflows: [inLevels(code)] });
    await send(story, code);
    expect(story.standing()).toBe('lead:open boss:created');
    await story.decide('lead', 'approve');
    expect(story.standing()).toBe('lead:approved boss:open');
    expect(story.isRestricted()).toBe(true);
    await story.decide('boss', 'approve');
    expect(story.isRestricted()).toBe(false);
    expect(story.runs()).toMatchObject([{ status: 'succeeded' }]);
  });

  it('keeps the restriction when somebody rejects, and tells the requester', async () => {
    story = await templateStory(code);
    await send(story, code);
    await story.decide('lead', 'reject', 'No.');
    expect(story.requests()).toMatchObject([{ status: 'rejected' }]);
    expect(story.isRestricted()).toBe(true);
    expect(story.commands()).toEqual(commandsOf(code, 'record.reopen'));
    expect(story.mails().some((mail) => mail.startsWith('clerk: Approval rejected'))).toBe(true);
    expect(story.runs()).toMatchObject([{ status: 'succeeded' }]);
  });

  it('ends when the sender cancels', async () => {
    story = await templateStory(code);
    await send(story, code);
    const { entity } = triggerOf(code);
    await story.tell(`${entity}.approvalCancelled`, { user: 'clerk', fields: { status: 'Pending Approval' } });
    expect(story.requests()).toMatchObject([{ status: 'canceled' }]);
    expect(story.isRestricted()).toBe(JOURNALS.includes(code));
    expect(story.commands()).toEqual(commandsOf(code, 'record.reopen'));
    expect(story.runs()).toMatchObject([{ status: 'succeeded' }]);
  });

  it('goes on with whom it is delegated to', async () => {
    story = await templateStory(code);
    await send(story, code);
    await story.decide('lead', 'delegate');
    expect(story.mails().some((mail) => mail.startsWith('temp: Approval requested'))).toBe(true);
    await approveAll(story);
    expect(story.requests()).toMatchObject([{ status: 'approved' }]);
    expect(story.isRestricted()).toBe(false);
  });

  it('gives up after 30 days and leaves nothing locked', async () => {
    story = await templateStory(code);
    await send(story, code);
    await story.advance({ days: 30, hours: 1 });
    expect(story.requests()).toMatchObject([{ status: 'canceled' }]);
    expect(story.isRestricted()).toBe(false);
    expect(story.commands()).toEqual(commandsOf(code, 'record.reopen'));
  });
});
