import { expect } from 'vitest';
import type { Run } from '../../shared/domain/run/run.ts';
import { eventItems } from '../../shared/repositories/event-items.ts';
import { runItems, runsOfCompany } from '../../shared/repositories/run-items.ts';
import { definitionOf } from '../statemachines/support/definitions.ts';
import type { FaultPlan } from '../support/fault-plan.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { enableIn } from '../usecases/world-with.ts';
import { tellOnFailure } from './one-order.ts';
import { company, handIn } from './purchase-order.ts';
import { redriveParked } from './redrive-parked.ts';
import type { World, WorldOptions } from './world.ts';

const RATES = { throttle: 0.03, lostAnswer: 0.03, duplicate: 0.03, crashBefore: 0.02, crashAfter: 0.02 };

/** Only the last event of a vendor within twelve hours is heeded. */
const DEBOUNCED = definitionOf(`
code: DEBOUNCED
kind: automated
on: { event: item.modified }
limits: { debounce: { for: PT12H, per: '{% $record.fields.vendor %}' } }
steps: [{ do: email.send, with: { to: manager, subject: "{% 'heeded ' & $record.fields.number %}", text: x } }]
`);

/** Two runs on a day, and a warning. */
const COUNTED = definitionOf(`
code: COUNTED
kind: automated
on: { event: item.modified }
limits: { perDay: 2 }
steps: [{ do: email.send, with: { to: manager, subject: "{% 'counted ' & $record.fields.number %}", text: x } }]
`);

/** An event of the story: some about the same record come at the very same time. */
interface Happened {
  readonly number: number;
  readonly vendor: string;
  readonly at: number;
}

const VENDORS = ['10', '20'];
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** So much later the run of an event has surely begun, whatever went wrong on the way. */
const SURELY_BEGUN = 3 * HOUR;
const PERIOD = 12 * HOUR;

/** Plays a random burst with random faults; the same seed plays the same, every second one on a store of one machine. Rejects with the story when a promise was broken. */
export async function runBurstSeed(seed: number): Promise<void> {
  await playBurst({ seed, rates: RATES, maxFaults: 20 }, seed, { stepsTogether: seed % 2 === 0 });
}

/** Some events of two vendors, at random times of some days, with faults by plan. */
export async function playBurst(plan: FaultPlan, seed: number, options: WorldOptions = {}): Promise<World> {
  const play = async (world: World): Promise<void> => {
    const random = seededRandom(seed * 104_729 + 1);
    await enableIn(world, DEBOUNCED);
    await enableIn(world, COUNTED);
    const happened: Happened[] = [];
    for (let number = 1; number <= 6; number += 1) {
      const vendor = VENDORS[Math.floor(random() * VENDORS.length)] ?? '';
      happened.push({ number, vendor, at: world.clock.now() });
      await happen(world, number, vendor);
      if (random() < 0.4) continue;
      await world.settle();
      await redriveParked(world);
      await world.clock.advance(Math.floor(random() * 18) * HOUR);
    }
    for (let half = 0; half < 3; half += 1) {
      await world.settle();
      await redriveParked(world);
      await world.clock.advance(PERIOD);
    }
    await world.settle();
    await expectLastHeeded(world, happened);
    await expectCounted(world, happened);
  };
  return (await tellOnFailure(plan, seed, play, options)).world;
}

async function happen(world: World, number: number, vendor: string): Promise<void> {
  const now = new Date(world.clock.now()).toISOString();
  await handIn(world, {
    ...{ company, source: 'erp', id: `event-${number}`, type: 'item.modified', time: now, receivedAt: now },
    user: 'purchaser',
    record: { company, source: 'erp', entity: 'item', id: `item of ${vendor}`, fields: { vendor, number } },
  });
}

/** What was done, oldest first. */
const done = (world: World, what: string): number[] =>
  world.mailer
    .mails()
    .toReversed()
    .flatMap(({ subject }) => (subject.startsWith(`${what} `) ? [Number(subject.slice(what.length + 1))] : []));

/** The last event of each vendor is heeded, none is heeded after a later one of its vendor, and none that another one followed soon. */
async function expectLastHeeded(world: World, happened: readonly Happened[]): Promise<void> {
  const heeded = done(world, 'heeded');
  for (const vendor of VENDORS) {
    const own = await inTheirOrder(
      world,
      happened.filter((event) => event.vendor === vendor),
    );
    const inOrder = heeded.filter((number) => own.some((event) => event.number === number));
    const asTheyCame = own.map(({ number }) => number).filter((number) => inOrder.includes(number));
    expect(inOrder, `of vendor ${vendor}, each once and in order`).toEqual(asTheyCame);
    expect(inOrder.at(-1), `the last one of vendor ${vendor}`).toBe(own.at(-1)?.number);
    for (const [index, event] of own.entries()) {
      const gap = (own[index + 1]?.at ?? Number.POSITIVE_INFINITY) - event.at;
      if (gap <= PERIOD - SURELY_BEGUN) expect(inOrder, `${event.number} gives way`).not.toContain(event.number);
      if (gap >= PERIOD + SURELY_BEGUN) expect(inOrder, `${event.number} stands alone`).toContain(event.number);
    }
  }
  await expectEnds(world, 'DEBOUNCED', heeded.length, happened.length);
}

/**
 * Of events that came at the same time, one may have been parked and sent on later: it comes after the other then. One that was parked before its
 * snapshot was written shares its number with the other; their runs' ids say then which is the last, as `flow.note` does.
 */
async function inTheirOrder(world: World, happened: readonly Happened[]): Promise<readonly Happened[]> {
  const numbered = await Promise.all(
    happened.map(async (event) => {
      const stored = await eventItems.get(world.calm.store, { company, source: 'erp', id: `event-${event.number}` });
      const start = stored?.value.plan?.starts.find(({ workflow }) => workflow === DEBOUNCED.code);
      return { event, sequence: stored?.value.sequence ?? 0, runId: start?.runId ?? '' };
    }),
  );
  return numbered
    .sort(
      (one, other) =>
        one.event.at - other.event.at || one.sequence - other.sequence || (one.runId < other.runId ? -1 : 1),
    )
    .map(({ event }) => event);
}

/** Two on each day at most, and somebody is warned once on each day on which there were more. */
async function expectCounted(world: World, happened: readonly Happened[]): Promise<void> {
  const counted = done(world, 'counted');
  expect(new Set(counted).size, 'each once').toBe(counted.length);
  await expectEnds(world, 'COUNTED', counted.length, happened.length);
  const perDay = Map.groupBy(await runsOf(world, 'COUNTED'), ({ startedAt }) => startedAt.slice(0, 10));
  const isNear = happened.some(({ at }) => at % DAY > DAY - SURELY_BEGUN);
  // Shortly before midnight a run may be counted on the next day.
  if (isNear) return;
  for (const [day, runs] of perDay) {
    const succeeded = runs.filter(({ status }) => status === 'succeeded');
    expect(succeeded, `on ${day}`).toHaveLength(Math.min(2, runs.length));
  }
  const warned = world.mailer.mails().filter(({ subject }) => subject.includes('limit of the day'));
  expect(warned, 'warnings').toHaveLength([...perDay.values()].filter((runs) => runs.length > 2).length);
}

/** So many runs succeeded, and all others say that they were not needed. */
async function expectEnds(world: World, code: string, succeeded: number, all: number): Promise<void> {
  const runs = await runsOf(world, code);
  expect(runs, code).toHaveLength(all);
  const ends = runs.map(({ status, error }) => (status === 'succeeded' ? status : `${status} ${error?.name}`));
  expect(ends.toSorted(), code).toEqual([
    ...Array<string>(all - succeeded).fill('cancelled RunNotNeeded'),
    ...Array<string>(succeeded).fill('succeeded'),
  ]);
}

async function runsOf(world: World, code: string): Promise<readonly Run[]> {
  const runs = await runItems.queryAll(world.calm.store, { index: 'lists', partition: runsOfCompany(company) });
  return runs.flatMap(({ value }) => (value.workflow === code ? [value] : []));
}
