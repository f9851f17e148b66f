import { expect } from 'vitest';
import type { ApprovalRequest } from '../../shared/domain/approval/approval.ts';
import { isPending } from '../../shared/domain/approval/approval.ts';
import type { StoredEvent } from '../../shared/domain/event/event.ts';
import type { Run } from '../../shared/domain/run/run.ts';
import { entriesOf, REQUEST_TYPE } from './purchase-order.ts';
import type { World } from './world.ts';

/** What is left in the store, by item type. */
export interface Outcome {
  readonly runs: readonly Run[];
  readonly requests: readonly ApprovalRequest[];
  readonly events: readonly StoredEvent[];
}

/** What holds after every story, whatever went wrong in it. */
export async function expectPromisesKept(world: World): Promise<Outcome> {
  const of = <Value>(type: string) =>
    world.store
      .items()
      .filter((item) => item.type === type)
      .map(({ body }) => body as object as Value);
  const runs = of<Run>('run');
  const events = of<StoredEvent>('event');
  const requests = world.store
    .items()
    .filter(({ type, key }) => type === REQUEST_TYPE && key.sort === '0')
    .map(({ body }) => body as object as ApprovalRequest);
  const entries = entriesOf(world);

  expect(
    events.filter(({ status }) => status !== 'handled'),
    'every event is handled',
  ).toEqual([]);
  expect((await world.queue.deadLetters.list({ limit: 10 })).items, 'nothing is parked').toEqual([]);
  expect(of('outbox'), 'every message of the outbox was sent').toEqual([]);
  for (const request of requests) {
    const pending = entries.filter((entry) => entry.requestId === request.id && isPending(entry)).length;
    expect(request.pendingApprovals, 'the pending count is right').toBe(pending);
  }
  const released = world.source.done.filter(({ type }) => type === 'record.release');
  const approved = requests.filter(({ status }) => status === 'approved');
  expect(released.length, 'released once for each approved request, and never otherwise').toBe(approved.length);
  const open = runs.filter(({ status }) => status === 'running' || status === 'starting');
  const waiting = requests.filter(({ status }) => status === 'pending');
  expect(open.length, 'a run is open only while somebody has to decide').toBe(waiting.length);
  if (open.length === 0) {
    expect([...of('inbox'), ...of('listener'), ...of('openApproval')], 'nothing is left of ended runs').toEqual([]);
  }
  return { runs, requests, events };
}
