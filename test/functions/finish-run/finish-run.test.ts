import { describe, expect, it } from 'vitest';
import { makeHandler } from '../../../functions/finish-run/handler.ts';
import { runItems } from '../../../shared/repositories/run-items.ts';
import { workflowVersionItems } from '../../../shared/repositories/workflow-items.ts';
import { CONTEXT } from '../../middleware/http-event-of.ts';
import { company, createEndings, messagesOf, statusChange } from './ending-fixture.ts';

async function finish(change: object, endings: Awaited<ReturnType<typeof createEndings>>): Promise<void> {
  await makeHandler(endings.ports)(change, CONTEXT);
}

describe('a run whose execution ended', () => {
  it.each([
    ['SUCCEEDED', undefined, 'succeeded'],
    ['FAILED', 'NoApproverError', 'failed'],
    ['FAILED', 'WorkflowCancelled', 'cancelled'],
    ['ABORTED', 'RunCancelled', 'cancelled'],
    ['ABORTED', undefined, 'failed'],
    ['TIMED_OUT', 'States.Timeout', 'timedOut'],
  ])('with %s and the error %s has %s', async (status, error, outcome) => {
    const endings = await createEndings();
    await finish(statusChange(status, { ...(error && { error, cause: 'The reason.' }) }), endings);
    expect(await endings.run()).toMatchObject({ status: outcome, endedAt: '2026-03-02T08:00:00.000Z' });
    // Of success the workflow itself has lifted the restriction before.
    expect(endings.left()).toEqual(outcome === 'succeeded' ? ['restriction'] : []);
  });

  it('without success leaves nothing half-done: entries closed, restriction lifted, record reopened, people told', async () => {
    const endings = await createEndings();
    await finish(statusChange('FAILED', { error: 'NoApproverError', cause: 'Nobody has the limit.' }), endings);
    expect(endings.commands()).toEqual(['record.reopen']);
    expect(await endings.request()).toMatchObject({ status: 'canceled', pendingApprovals: 0 });
    expect(messagesOf(endings)).toEqual([
      ['admin', 'runFailed', 'Nobody has the limit.'],
      ['purchaser', 'runFailed', 'Nobody has the limit.'],
    ]);
  });

  it('with success is not undone, and tells nobody that it failed', async () => {
    const endings = await createEndings();
    await finish(statusChange('SUCCEEDED'), endings);
    expect(endings.commands()).toEqual([]);
    expect(messagesOf(endings)).toEqual([]);
  });

  it('stops the parts that were redriven and that it no longer waits for', async () => {
    const endings = await createEndings();
    const details = { resource: 'redriveExecution', parameters: '{"ExecutionArn":"arn:part"}' };
    const stopped: string[] = [];
    endings.ports.machines = {
      ...endings.machines,
      history: async () => ({
        events: [{ id: 1, previousEventId: 0, type: 'TaskScheduled', timestamp: '2026-03-02T08:00:00.000Z', details }],
      }),
      stop: async ({ executionArn }) => void stopped.push(executionArn),
    };
    await finish(statusChange('ABORTED', { error: 'RunCancelled', cause: 'It was cancelled.' }), endings);
    expect(stopped).toEqual(['arn:part']);
  });

  it('on purpose tells who asked, not the administrators', async () => {
    const endings = await createEndings();
    await finish(statusChange('ABORTED', { error: 'RunCancelled', cause: 'It was cancelled.' }), endings);
    expect(messagesOf(endings).map(([to]) => to)).toEqual(['purchaser']);
  });

  it('is ended once, however often it is told', async () => {
    const endings = await createEndings();
    const change = statusChange('FAILED', { error: 'E', cause: 'First.' });
    await Promise.all([1, 2, 3].map(() => finish(change, endings)));
    await finish(statusChange('SUCCEEDED'), endings);
    expect(await endings.run()).toMatchObject({ status: 'failed', error: { name: 'E', message: 'First.' } });
    expect(new Set(messagesOf(endings).map((message) => JSON.stringify(message))).size).toBe(2);
  });

  it('is ended by the first of two that tell different ends at once', async () => {
    const endings = await createEndings();
    await Promise.all(['FAILED', 'TIMED_OUT'].map((status) => finish(statusChange(status), endings)));
    expect((await runItems.get(endings.store, { company, id: 'run-1' }))?.version).toBe(2);
  });

  it('stays open while the source can not be reached, and is ended when it can', async () => {
    const endings = await createEndings();
    endings.breakSource(true);
    await expect(finish(statusChange('FAILED', { error: 'E' }), endings)).rejects.toThrow();
    expect(await endings.run()).toMatchObject({ status: 'running' });
    endings.breakSource(false);
    await finish(statusChange('FAILED', { error: 'E' }), endings);
    expect(await endings.run()).toMatchObject({ status: 'failed' });
    expect(endings.commands()).toEqual(['record.reopen']);
  });
});

describe('what the end of a run reads', () => {
  it('of one that could not wait and gave no task is the run, what it did, and the failures of its workflow, each once', async () => {
    const endings = await createEndings({ kind: 'automated' });
    const version = await workflowVersionItems.get(endings.store, { company, workflowId: 'w-1', version: 1 });
    if (version) await endings.store.write([workflowVersionItems.update(version, { ...version.value, states: {} })]);
    const read: string[] = [];
    const typeOf = (partition: string): string => partition.slice(0, partition.indexOf('#'));
    const store: typeof endings.store = {
      ...endings.store,
      get(key) {
        read.push(typeOf(key.partition));
        return endings.store.get(key);
      },
      query(query) {
        read.push(typeOf(query.partition));
        return endings.store.query(query);
      },
    };
    await makeHandler({ ...endings.ports, store })(statusChange('SUCCEEDED'), CONTEXT);
    expect(read.toSorted()).toEqual(['action', 'failuresInRow', 'run', 'workflowVersion']);
    expect(await endings.run()).toMatchObject({ status: 'succeeded' });
  });

  it('is read again when somebody has changed the run meanwhile', async () => {
    const endings = await createEndings();
    const readMemories: typeof endings.store.query = async (query) => {
      const before = await runItems.get(endings.store, { company, id: 'run-1' });
      if (query.partition.startsWith('action#') && before)
        await endings.store.write([runItems.update(before, { ...before.value, cancelledBy: 'purchaser' })]);
      return endings.store.query(query);
    };
    const store = { ...endings.store, query: readMemories };
    const change = statusChange('ABORTED', { error: 'RunCancelled', cause: 'It was cancelled.' });
    await makeHandler({ ...endings.ports, store })(change, CONTEXT);
    expect(await endings.run()).toMatchObject({ status: 'cancelled', cancelledBy: 'purchaser' });
    expect(messagesOf(endings)).toEqual([]);
  });
});

describe('people who are to be told of the end', () => {
  it('are told by whoever tells the end again, where the process died behind the last write', async () => {
    const endings = await createEndings();
    const { queue } = endings.ports;
    endings.ports.queue = { ...queue, send: () => Promise.reject(new Error('The process ended.')) };
    const change = statusChange('FAILED', { error: 'E', cause: 'The reason.' });
    await expect(finish(change, endings)).rejects.toThrow('The process ended.');
    expect(await endings.run()).toMatchObject({ status: 'failed' });
    expect(messagesOf(endings)).toEqual([]);
    endings.ports.queue = queue;
    await finish(change, endings);
    expect(messagesOf(endings).map(([to]) => to)).toEqual(['admin', 'purchaser']);
  });
});

describe('a change of status that ends nothing', () => {
  it.each<readonly [string, object]>([
    ['that it runs', statusChange('RUNNING')],
    ['of a run that is not there', statusChange('FAILED', { input: '{"run":{"company":"cronus","id":"gone"}}' })],
    ['of another company', statusChange('FAILED', { input: '{"run":{"company":"other","id":"run-1"}}' })],
    ['whose input EventBridge has left out: the sweep finds that one', statusChange('FAILED', { input: null })],
  ])('%s', async (_what, change) => {
    const endings = await createEndings();
    await finish(change, endings);
    expect(await endings.run()).toMatchObject({ status: 'running' });
  });

  it('that is none is a fault, which is seen', async () => {
    const endings = await createEndings();
    await expect(finish({ detail: { status: 'GONE' } }, endings)).rejects.toThrow();
    expect((await runItems.get(endings.ports.store, { company, id: 'run-1' }))?.version).toBe(1);
  });
});
