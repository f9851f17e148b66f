import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { knownFields } from '../../../shared/domain/record/record.ts';
import { recordItems } from '../../../shared/repositories/record-items.ts';
import { cancelRun } from '../../../shared/usecases/cancel-run.ts';
import { tellRun } from '../../../shared/usecases/tell-run.ts';
import { company, type Story } from './approval-story.ts';
import { ask, purchaseOrders } from './purchase-orders.ts';

let story: Story;
beforeEach(async () => {
  story = await purchaseOrders();
  story.world.source.reportLater();
});
afterEach(() => story.close());

const key = { company, source: 'erp', entity: 'purchaseDocument', id: 'R1' };
const commandId = (place: number) => story.world.source.done.at(place)?.id ?? '';
/** The source reports its last command as done, and says nothing of the record. */
const report = (id?: string) =>
  story.tell('command.completed', { ...(id !== undefined && { id }), record: commandId(-1), cause: commandId(-1) });
const statusKnown = async () => {
  const snapshot = await recordItems.get(story.world.calm.store, key);
  return snapshot && knownFields(snapshot.value).status;
};
const cancel = () => story.tell('purchaseDocument.approvalCancelled', { user: 'clerk' });

describe('a source that accepts commands and reports later that they are done', () => {
  it('is asked nothing more until it has reported', async () => {
    await ask(story, 'clerk', 500);
    expect(story.standing()).toBe('');
    expect(await statusKnown()).toBe('Open');
    await report();
    expect(story.standing()).toBe('clerk:approved lead:open');
    expect(await statusKnown()).toBe('Pending Approval');
  });

  it('is heard when it cancels what its report made pending', async () => {
    await ask(story, 'clerk', 500);
    await report();
    await cancel();
    expect(story.commands()).toEqual(['record.setStatus', 'record.reopen']);
    expect(await statusKnown()).toBe('Pending Approval');
    await report();
    expect(await statusKnown()).toBe('Open');
    expect(story.runs()).toMatchObject([{ status: 'succeeded' }]);
  });

  it('has its document released, and the request of a deleted one is over', async () => {
    await ask(story, 'clerk', 500);
    await report();
    await story.decide('lead', 'approve');
    await report();
    expect(await statusKnown()).toBe('Released');
    await ask(story, 'clerk', 500, 'R2');
    await report();
    await story.tell('purchaseDocument.deleted', { record: 'R2' });
    expect(
      story
        .requests()
        .map(({ status }) => status)
        .toSorted(),
    ).toEqual(['approved', 'canceled']);
  });

  it('may report a command again: what it has told of the record since stands', async () => {
    await ask(story, 'clerk', 500);
    await report('report');
    await story.tell('purchaseDocument.modified', { fields: { status: 'Open' } });
    await report('report');
    await report('again');
    expect(await statusKnown()).toBe('Open');
  });

  it('has the record back when the run is cancelled while it is pending', async () => {
    await ask(story, 'clerk', 500);
    await report();
    await cancelRun(story.world.calm, { company, runId: story.runs()[0]?.id ?? '', actor: 'root' });
    await story.world.settle();
    expect(story.commands()).toEqual(['record.setStatus', 'record.reopen']);
  });

  it('fails nothing in the story of the run', async () => {
    await ask(story, 'clerk', 500);
    await report();
    const run = await tellRun(story.world.calm, { company, runId: story.runs()[0]?.id ?? '' });
    const told = run?.steps
      .filter(({ kind }) => kind !== 'when')
      .map(({ title, status, error }) => [title, status, error]);
    expect(told).toContainEqual(['Set the status', 'succeeded', undefined]);
    expect(told?.filter(([, status]) => status !== 'succeeded')).toEqual([]);
  });
});
