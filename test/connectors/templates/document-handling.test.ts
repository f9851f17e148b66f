import { afterEach, describe, expect, it } from 'vitest';
import type { Story } from '../approvals/approval-story.ts';
import { send, templateStory } from './template-story.ts';

let story: Story;
afterEach(() => story.close());

const last = () => story.world.source.done.at(-1)?.id ?? '';
const toldBoss = () => story.mails().filter((mail) => mail.startsWith('boss: '));

describe('incoming documents', () => {
  it('MS-INCDOC tells of each new one', async () => {
    story = await templateStory('MS-INCDOC');
    await send(story, 'MS-INCDOC');
    expect(toldBoss()).toEqual(['boss: incomingDocument/R1 has been created']);
  });

  it.each([
    ['MS-INCDOC-OCR', 'incomingDocument.documentCreated', 'Created', 'incomingDocument.createDocument', 0],
    ['MS-INCDOC-OCR', 'incomingDocument.documentCreationFailed', 'Failed', 'incomingDocument.createDocument', 1],
    ['MS-INCDOC-JNL-OCR', 'incomingDocument.journalLineCreated', 'x', 'incomingDocument.createJournalLine', 0],
    ['MS-INCDOC-JNL-OCR', 'incomingDocument.journalLineCreationFailed', 'x', 'incomingDocument.createJournalLine', 1],
  ])('%s: after %s', async (code, event, status, command, told) => {
    story = await templateStory(code);
    await send(story, code);
    expect(story.commands()).toEqual([command]);
    await story.tell(event, { cause: last(), fields: { status } });
    expect(toldBoss()).toHaveLength(told);
    expect(story.runs()).toMatchObject([{ status: 'succeeded' }]);
  });

  it('MS-INCDOC-DOCEXCH releases, makes a document, and tells when that failed', async () => {
    story = await templateStory('MS-INCDOC-DOCEXCH');
    await send(story, 'MS-INCDOC-DOCEXCH');
    await story.tell('incomingDocument.released', { fields: { status: 'Released' } });
    expect(story.commands()).toEqual(['record.release', 'incomingDocument.createDocument']);
    await story.tell('incomingDocument.documentCreationFailed', { fields: { status: 'Failed' } });
    expect(toldBoss()).toHaveLength(1);
    expect(story.runs()).toMatchObject([{ status: 'succeeded' }]);
  });

  it('MS-INCDOC-DOCEXCH tells nobody when the document is made', async () => {
    story = await templateStory('MS-INCDOC-DOCEXCH');
    await send(story, 'MS-INCDOC-DOCEXCH');
    await story.tell('incomingDocument.released', { fields: { status: 'Released' } });
    await story.tell('incomingDocument.documentCreated', { fields: { status: 'Created' } });
    expect(toldBoss()).toEqual([]);
    expect(story.runs()).toMatchObject([{ status: 'succeeded' }]);
  });

  it.each(['MS-INCDOC-OCR', 'MS-INCDOC-JNL-OCR', 'MS-INCDOC-DOCEXCH'])(
    '%s fails visibly when the source never reports',
    async (code) => {
      story = await templateStory(code);
      await send(story, code);
      await story.advance({ days: 7, hours: 1 });
      expect(story.runs()).toMatchObject([{ status: 'failed' }]);
    },
  );
});

describe('MS-PIW', () => {
  it('posts, has a payment line made, and hears of that line although it is another record', async () => {
    story = await templateStory('MS-PIW');
    await send(story, 'MS-PIW');
    expect(story.commands()).toEqual(['record.postInBackground']);
    await story.tell('purchaseDocument.posted', { cause: last(), fields: { status: 'Posted' } });
    expect(story.world.source.done.at(-1)).toMatchObject({
      type: 'record.createPaymentLineInBackground',
      values: { journalTemplateName: 'PAYMENT', journalBatchName: 'BANK' },
    });
    await story.tell('generalJournalLine.created', { fields: { documentType: 'Invoice' }, cause: last() });
    expect(toldBoss()).toEqual([]);
    await story.tell('generalJournalLine.created', { fields: { documentType: 'Payment' }, cause: last() });
    expect(toldBoss()).toHaveLength(1);
    expect(story.runs()).toMatchObject([{ status: 'succeeded' }]);
  });

  it('hears of related records that name it, whoever made them, and acts on the posted invoice (domain 2.4)', async () => {
    story = await templateStory('MS-PIW');
    const fields = { documentType: 'Invoice', status: 'Released', no: '1001' };
    await story.tell('purchaseDocument.released', { record: 'id-of-1001', user: 'clerk', fields });
    await story.tell('purchaseDocument.posted', { record: 'id-of-P7', fields: { no: 'P7', preAssignedNo: '1001' } });
    await story.tell('purchaseDocument.deleted', { record: 'id-of-1001' });
    expect(story.world.source.done).toMatchObject([
      { type: 'record.postInBackground', recordId: 'id-of-1001' },
      { type: 'record.createPaymentLineInBackground', recordId: 'id-of-P7' },
    ]);
    await story.tell('generalJournalLine.created', {
      record: 'LINE-1',
      fields: { documentType: 'Payment', appliesToDocNo: 'P7' },
    });
    expect(toldBoss()).toHaveLength(1);
    expect(story.runs()).toMatchObject([{ status: 'succeeded' }]);
    expect(story.world.store.items().filter(({ type }) => type === 'listener' || type === 'inbox')).toEqual([]);
  });

  it('is named by its id as well, where the id is its number', async () => {
    story = await templateStory('MS-PIW');
    await send(story, 'MS-PIW');
    await story.tell('purchaseDocument.posted', { record: 'P7', fields: { preAssignedNo: 'R1' } });
    await story.tell('generalJournalLine.created', {
      record: 'LINE-1',
      fields: { documentType: 'Payment', appliesToDocNo: 'P7' },
    });
    expect(story.runs()).toMatchObject([{ status: 'succeeded' }]);
  });

  it.each([
    ['posting', []],
    ['the payment line', ['purchaseDocument.posted']],
  ])('fails visibly when the source never reports %s', async (_title, events) => {
    story = await templateStory('MS-PIW');
    await send(story, 'MS-PIW');
    for (const event of events) await story.tell(event, { cause: last() });
    await story.advance({ days: 7, hours: 1 });
    expect(story.runs()).toMatchObject([{ status: 'failed' }]);
  });

  it('does not hear of the line of somebody else', async () => {
    story = await templateStory('MS-PIW');
    await send(story, 'MS-PIW');
    await story.tell('purchaseDocument.posted', { fields: { status: 'Posted' } });
    await story.tell('generalJournalLine.created', { fields: { documentType: 'Payment' } });
    expect(toldBoss()).toEqual([]);
  });
});

describe.each(['MS-EDOCTOS', 'MS-EDOCTOM'])('%s', (code) => {
  it('sends each new electronic document to its services', async () => {
    story = await templateStory(code);
    await send(story, code);
    expect(story.world.source.done).toMatchObject([
      { type: 'electronicDocument.send', values: { services: ['PEPPOL'] } },
    ]);
  });
});
