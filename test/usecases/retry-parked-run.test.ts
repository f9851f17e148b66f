import { expect, it } from 'vitest';
import { ThrottledError } from '../../shared/ports/throttled-error.ts';
import { inboxItems } from '../../shared/repositories/run-items.ts';
import { retryRun } from '../../shared/usecases/retry-run.ts';
import { company, createEndings } from '../functions/finish-run/ending-fixture.ts';

const id = { company, runId: 'run-1' };

/** A run that stands still at a refused command. */
async function parkedRun() {
  const { ports, store } = await createEndings();
  const inbox = await inboxItems.get(store, id);
  const parked = { action: 'records.setStatus', error: 'CommandRefused', message: 'The period is closed.' };
  const place = { id: 'setStatus/1/park', kind: 'park' as const, step: 'setStatus', visit: 1 };
  const wait = { ...place, token: 'token', openedAt: '2026-03-02T08:00:00.000Z', parked };
  if (inbox) await store.write([inboxItems.update(inbox, { ...inbox.value, waits: [wait] })]);
  const told: string[] = [];
  let isThrottled = false;
  const machines = {
    ...ports.machines,
    async sendTaskSuccess({ taskToken }: { taskToken: string }) {
      if (isThrottled) throw new ThrottledError('Slow down.');
      told.push(taskToken);
    },
  };
  return {
    told,
    throttle: (throttled: boolean) => {
      isThrottled = throttled;
    },
    retry: () => retryRun({ ...ports, machines }, { ...id, actor: 'admin' }),
  };
}

it('a run that stands still goes on', async () => {
  const { retry, told } = await parkedRun();
  expect(await retry()).toEqual({ kind: 'retried' });
  expect(told).toEqual(['token']);
});

it('whoever asks again because the machine could not be told has it told', async () => {
  const { retry, told, throttle } = await parkedRun();
  throttle(true);
  await expect(retry()).rejects.toThrow(ThrottledError);
  throttle(false);
  expect(await retry()).toEqual({ kind: 'not-parked', status: 'running' });
  expect(told).toEqual(['token']);
});
