import type { RecordEvent } from '../../shared/domain/event/event.ts';
import type { Inbox } from '../../shared/domain/run/inbox.ts';
import { inboxItems } from '../../shared/repositories/run-items.ts';
import type { Decision } from '../../shared/usecases/decide-entry.ts';
import { isParked, retryRun } from '../../shared/usecases/retry-run.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { tellOnFailure } from './one-order.ts';
import { company, decideAtTimeout, decideOpen, handIn, orderEvent } from './purchase-order.ts';
import { redriveParked } from './redrive-parked.ts';
import type { World } from './world.ts';

const RATES = { throttle: 0.03, lostAnswer: 0.03, duplicate: 0.03, crashBefore: 0.02, crashAfter: 0.02 };
const PEOPLE = ['manager', 'director'];
const DECISIONS: readonly Decision[] = ['approve', 'approve', 'approve', 'reject', 'delegate'];

/**
 * Plays a random story of one order: requested, asked again, cancelled, decided by several people at once, delegated, left until its time is up, its release refused,
 * events delivered many times, calls failing all the time; with every second seed on a store of one machine. Rejects with the story when a promise was broken; the same seed plays the same.
 */
export async function runSeed(seed: number): Promise<void> {
  const plan = { seed, rates: RATES, maxFaults: 20 };
  await tellOnFailure(plan, seed, (world) => playRandomStory(world, seed), { stepsTogether: seed % 2 === 0 });
}

async function playRandomStory(world: World, seed: number): Promise<void> {
  const random = seededRandom(seed * 7919 + 1);
  const upTo = (limit: number) => Math.floor(random() * limit);
  const pick = <Item>(items: readonly Item[]): Item => items[upTo(items.length)] as Item;
  if (random() < 0.3) world.source.refuseNext('record.release', 1 + upTo(2));

  const happenings = 3 + upTo(6);
  let events = 0;
  const deliver = (event: RecordEvent) => Promise.all(Array.from({ length: 1 + upTo(3) }, () => handIn(world, event)));
  await deliver(orderEvent(`e${++events}`, 'approvalRequested', {}));
  for (let step = 0; step < happenings; step++) {
    if (random() < 0.7) await world.settle();
    const dice = random();
    if (dice < 0.15) await deliver(orderEvent(`e${++events}`, 'approvalRequested', {}));
    else if (dice < 0.3) await deliver(orderEvent(`e${++events}`, 'approvalCancelled', { status: 'Pending Approval' }));
    else if (dice < 0.36) await decideAtTimeout(world, pick(PEOPLE), 'approve');
    else await Promise.all(Array.from({ length: 1 + upTo(3) }, () => decideOpen(world, pick(PEOPLE), pick(DECISIONS))));
  }
  await world.settle();
  await redriveParked(world);
  await retryParked(world);
}

/** An administrator lets runs that stand still try again, until none does. */
async function retryParked(world: World): Promise<void> {
  for (let tries = 0; tries < 5; tries++) {
    const parked = world.store
      .items()
      .filter(({ type }) => type === inboxItems.type)
      .map(({ body }) => body as object as Inbox)
      .filter(({ waits }) => waits.some(isParked));
    if (parked.length === 0) return;
    for (const { runId } of parked) await world.insist((ports) => retryRun(ports, { company, runId, actor: 'admin' }));
    await world.settle();
  }
}
