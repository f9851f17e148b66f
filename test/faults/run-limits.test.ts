import { describe, expect, it } from 'vitest';
import { isOpenRun, type Run } from '../../shared/domain/run/run.ts';
import { runItems, runsOfCompany } from '../../shared/repositories/run-items.ts';
import { laneItems, laneWaitItems } from '../../shared/repositories/run-limit-items.ts';
import { cancelRun } from '../../shared/usecases/cancel-run.ts';
import { definitionOf } from '../statemachines/support/definitions.ts';
import type { FaultKind, FaultPlan } from '../support/fault-plan.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { enableIn } from '../usecases/world-with.ts';
import { company, handIn, setUpCompany } from './purchase-order.ts';
import { redriveParked } from './redrive-parked.ts';
import { createWorld, type World } from './world.ts';

/** One run for each vendor and two in all; each takes an hour. */
const LIMITED = definitionOf(`
code: LIMITED
kind: automated
on: { event: item.modified }
limits: { onePer: '{% $record.fields.vendor %}', atOnce: 2 }
steps:
  - { do: email.send, with: { to: manager, subject: "{% $record.id & ' had its turn' %}", text: x } }
  - wait: { for: PT1H }
`);
const IDS = ['a', 'b', 'c', 'd'];
const vendorOf = (id: string) => (IDS.indexOf(id) % 2 === 0 ? '10' : '20');
const HOUR = 3_600_000;

/**
 * Four events of two vendors, of whose runs one is cancelled on the way; with faults by plan. Rejects with the story where a run never had its turn, two
 * of one vendor had it at once, or a place is not given back.
 */
async function playQueue(plan: FaultPlan, seed: number): Promise<World> {
  const random = seededRandom(seed * 7919 + 1);
  const world = await createWorld(plan, seed);
  try {
    await setUpCompany(world);
    await enableIn(world, LIMITED);
    for (const id of IDS) {
      await happen(world, id);
      if (random() < 0.5) await world.settle();
    }
    await world.settle();
    await redriveParked(world);
    await expectWithinLimits(world);
    const runs = await runsIn(world);
    const cancelled = runs[Math.floor(random() * runs.length)]?.id ?? '';
    await world.insist((ports) => cancelRun(ports, { company, runId: cancelled, actor: 'admin' }));
    for (let hour = 0; hour < IDS.length; hour++) {
      await world.clock.advance(HOUR);
      await world.settle();
      await redriveParked(world);
      await expectWithinLimits(world);
    }
    await expectNobodyLeft(world, cancelled);
    return world;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const story = world.injector.story.slice(-150).join('\n');
    throw new Error(`${reason}\nseed: ${seed}\nfaults: ${JSON.stringify(world.injector.faults)}\n${story}`, {
      cause: error,
    });
  } finally {
    await world.close();
  }
}

async function happen(world: World, id: string): Promise<void> {
  const now = new Date(world.clock.now()).toISOString();
  await handIn(world, {
    ...{ company, source: 'erp', id: `event-${id}`, type: 'item.modified', time: now, receivedAt: now },
    user: 'purchaser',
    record: { company, source: 'erp', entity: 'item', id, fields: { vendor: vendorOf(id) } },
  });
}

async function runsIn(world: World): Promise<readonly Run[]> {
  const runs = await runItems.queryAll(world.calm.store, { index: 'lists', partition: runsOfCompany(company) });
  return runs.map(({ value }) => value);
}

const turnsIn = (world: World) => world.mailer.mails().map(({ subject }) => subject);

async function expectWithinLimits(world: World): Promise<void> {
  const turns = turnsIn(world);
  const going = (await runsIn(world)).filter(
    (run) => isOpenRun(run) && turns.includes(`${run.record.id} had its turn`),
  );
  const vendors = going.map(({ record }) => vendorOf(record.id));
  expect(new Set(vendors).size, `runs of ${vendors}`).toBe(vendors.length);
}

async function expectNobodyLeft(world: World, cancelled: string): Promise<void> {
  const runs = await runsIn(world);
  expect(runs).toHaveLength(IDS.length);
  for (const { id, status, error } of runs) {
    const ended = id === cancelled ? ['cancelled', 'succeeded'] : ['succeeded'];
    expect(ended, `run ${id} is ${status}: ${error?.message}`).toContain(status);
  }
  const turns = turnsIn(world);
  for (const { record } of runs.filter(({ status }) => status === 'succeeded')) {
    expect(turns.filter((subject) => subject === `${record.id} had its turn`)).toHaveLength(1);
  }
  const places = world.store.items().filter(({ type }) => type === laneItems.type || type === laneWaitItems.type);
  expect(places.map(({ body }) => body)).toEqual([]);
}

describe('runs that wait for their turn', () => {
  it('all get it once, when nothing goes wrong', async () => {
    const world = await playQueue({ schedule: [] }, 1);
    expect(world.injector.faults).toEqual([]);
  });

  const faults: readonly FaultKind[] = ['crashBefore', 'crashAfter'];
  it.each(faults)('all get it once, whichever change is met by %s', { timeout: 240_000 }, async (fault) => {
    const { injector } = await playQueue({ schedule: [] }, 1);
    const changes = injector.story.filter((line) => !/\.(get|query|list|describe|history)\b/.test(line)).length;
    let played = 0;
    for (let nth = 1; nth <= changes; nth++) {
      const world = await playQueue({ schedule: [{ on: '*', nth, fault }] }, 1);
      played += world.injector.faults.length;
    }
    expect(played).toBeGreaterThan(changes * 0.8);
  });

  it('all get it once, in random stories with random faults', { timeout: 240_000 }, async () => {
    const rates = { throttle: 0.03, lostAnswer: 0.03, duplicate: 0.03, crashBefore: 0.02, crashAfter: 0.02 };
    for (let seed = 1; seed <= 20; seed++) await playQueue({ seed, rates, maxFaults: 20 }, seed);
  });
});
