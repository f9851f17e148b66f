import { afterEach, describe, expect, it } from 'vitest';
import { findRecord } from '../../../shared/usecases/find-record.ts';
import { mayUseRecord } from '../../../shared/usecases/may-use-record.ts';
import { company, type Story } from './approval-story.ts';
import { ask, purchaseOrders } from './purchase-orders.ts';

let story: Story;
afterEach(() => story.close());

const rename = (from: string, to: string) =>
  story.tell('purchaseDocument.renamed', { record: to, user: 'clerk', formerId: from });
const idsOf = (things: readonly { readonly record: { readonly id: string } }[]) =>
  things.map(({ record }) => record.id);
const mayRelease = (id: string) =>
  mayUseRecord(story.world.calm, { company, source: 'erp', entity: 'purchaseDocument', id, use: 'release' });

describe('a record that is renamed while its approval is pending', () => {
  it('takes run, entries, comments and restriction with it, and is released under its new id', async () => {
    story = await purchaseOrders();
    await ask(story, 'clerk', 5000);
    await story.decide('lead', 'approve', 'Fine.');
    await rename('R1', 'R2');
    expect(idsOf(story.entries())).toEqual(['R2', 'R2', 'R2']);
    expect(idsOf([...story.requests(), ...story.runs()])).toEqual(['R2', 'R2']);
    expect(story.entries()[1]?.comments).toMatchObject([{ text: 'Fine.' }]);
    expect(story.isRestricted('R1')).toBe(false);
    expect(await mayRelease('R2')).toMatchObject({ allowed: false, openApprovers: ['boss'] });
    await story.decide('boss', 'approve');
    expect(story.world.source.done.at(-1)).toMatchObject({ type: 'record.release', recordId: 'R2' });
    expect(story.isRestricted()).toBe(false);
  });

  it('is cancelled, and asked about again, under its new id', async () => {
    story = await purchaseOrders();
    await ask(story, 'clerk', 5000);
    await rename('R1', 'R2');
    await story.tell('purchaseDocument.approvalRequested', { record: 'R2', user: 'clerk' });
    expect(story.requests()).toHaveLength(1);
    await story.tell('purchaseDocument.approvalCancelled', { record: 'R2', user: 'clerk' });
    expect(story.requests()).toMatchObject([{ status: 'canceled' }]);
    await ask(story, 'clerk', 5000, 'R2');
    expect(story.requests()).toHaveLength(2);
  });

  it('keeps its content, and is found by its old id too', async () => {
    story = await purchaseOrders();
    await ask(story, 'clerk', 5000);
    await rename('R1', 'R2');
    const found = await findRecord(story.world.calm, { company, entity: 'purchaseDocument', id: 'R1' });
    expect(found).toMatchObject({ kind: 'found', key: { id: 'R2' }, snapshot: { fields: { amount: 5000 } } });
  });

  it('may be renamed again at once, and back', async () => {
    story = await purchaseOrders();
    await ask(story, 'clerk', 5000);
    await rename('R1', 'R2');
    await rename('R2', 'R3');
    await rename('R3', 'R1');
    expect(new Set(idsOf([...story.entries(), ...story.requests(), ...story.runs()]))).toEqual(new Set(['R1']));
    await story.decide('lead', 'approve');
    await story.decide('boss', 'approve');
    expect(story.world.source.done.at(-1)).toMatchObject({ type: 'record.release', recordId: 'R1' });
  });
});

describe('a record that is renamed when its approval is over', () => {
  it('takes its history with it', async () => {
    story = await purchaseOrders();
    await ask(story, 'clerk', 500);
    await story.decide('lead', 'reject', 'No.');
    expect(story.isRestricted('R1')).toBe(true);
    await rename('R1', 'R2');
    expect(new Set(idsOf([...story.entries(), ...story.requests(), ...story.runs()]))).toEqual(new Set(['R2']));
    expect([story.isRestricted('R1'), story.isRestricted('R2')]).toEqual([false, true]);
  });
});
