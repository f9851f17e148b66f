import { expect, it } from 'vitest';
import { runItems, runsOfCompany } from '../../shared/repositories/run-items.ts';
import { tasksOfCompany, userTaskItems } from '../../shared/repositories/task-items.ts';
import { answerTask } from '../../shared/usecases/answer-task.ts';
import { definitionOf } from '../statemachines/support/definitions.ts';
import type { FaultKind, FaultPlan } from '../support/fault-plan.ts';
import { enableIn, runOf } from '../usecases/world-with.ts';
import { company, handIn, orderEvent, setUpCompany } from './purchase-order.ts';
import { createWorld, type World } from './world.ts';

const definition = definitionOf(`
code: CHECK
kind: automated
on: { event: purchaseDocument.created }
steps:
  - id: checked
    task: { title: Check it, to: [manager, director], remind: [PT1H] }
  - do: email.send
    with: { to: purchaser, subject: "{% 'checked by ' & $checked.by %}", text: x }
`);

const failing = definitionOf(`
code: FAILS
kind: automated
on: { event: purchaseDocument.created }
steps:
  - parallel:
      - steps: [{ task: { title: Check it, to: [manager, director] } }]
      - steps: [{ wait: { for: PT5S } }, { stop: failed }]
`);

/** A task is given, people are reminded, and both answer. */
async function play(plan: FaultPlan, seed = 1) {
  const world = await createWorld(plan, seed);
  await setUpCompany(world);
  await enableIn(world, definition);
  await handIn(world, orderEvent('e1', 'created', { amount: 5 }));
  await world.settle();
  await world.clock.advance(3_600_000);
  await world.settle();
  const [given] = await tasksIn(world);
  const answers = [];
  for (const userId of ['manager', 'director']) {
    const answer = { status: 'done', userId, administrator: false } as const;
    const input = { company, taskId: given?.id ?? '', answer };
    answers.push((await world.insist((ports) => answerTask(ports, input, async () => []))).kind);
  }
  await world.settle();
  const listed = { index: 'lists', partition: runsOfCompany(company) } as const;
  const runs = await runItems.queryAll(world.calm.store, listed);
  const told = {
    answers,
    runs: runs.map(({ value }) => value.status),
    tasks: (await tasksIn(world)).map(({ status, doneBy }) => `${status} ${doneBy}`),
    mails: world.mailer
      .mails()
      .map(({ to, subject }) => `${to}: ${subject}`)
      .sort(),
  };
  const { story, faults } = world.injector;
  await world.close();
  return { told, story, faults };
}

/** One branch gives a task, another one fails soon. */
async function playEndBesideTask(plan: FaultPlan, seed = 1) {
  const world = await createWorld(plan, seed);
  await setUpCompany(world);
  await enableIn(world, failing);
  await handIn(world, orderEvent('e1', 'created', { amount: 5 }));
  await world.settle();
  const tasks = (await tasksIn(world)).map(({ status }) => status);
  const { status } = await runOf(world, failing.code);
  const { story, faults } = world.injector;
  await world.close();
  return { tasks, status, story, faults };
}

async function tasksIn(world: World) {
  const found = await userTaskItems.queryAll(world.calm.store, { index: 'lists', partition: tasksOfCompany(company) });
  return found.map(({ value }) => value);
}

function changesIn(story: readonly string[]): number {
  return story.filter((line) => !/\.(get|query|list|describe|history)\b/.test(line)).length;
}

const calm = await play({ schedule: [] });
const changes = changesIn(calm.story);

it('a task is given once, people are reminded once, and the first answer counts', () => {
  expect(calm.told).toEqual({
    answers: ['answered', 'ended'],
    runs: ['succeeded'],
    tasks: ['done manager'],
    mails: [
      'director@c.example: Reminder: Check it',
      'director@c.example: To do: Check it',
      'manager@c.example: Reminder: Check it',
      'manager@c.example: To do: Check it',
      'purchaser@c.example: checked by manager',
    ],
  });
  expect(changes).toBeGreaterThan(15);
});

const faults: readonly FaultKind[] = ['crashBefore', 'crashAfter', 'lostAnswer', 'throttle'];
it.each(faults)('it is the same, whichever change is met by %s', { timeout: 120_000 }, async (fault) => {
  let met = 0;
  for (let nth = 1; nth <= changes; nth++) {
    const played = await play({ schedule: [{ on: '*', nth, fault }] }, nth);
    met += played.faults.length;
    expect(played.told, `change ${nth}`).toEqual(calm.told);
  }
  expect(met).toBeGreaterThan(changes * 0.8);
});

it.each(faults)(
  'no task is left open behind a run that failed beside it, whichever change is met by %s',
  {
    timeout: 120_000,
  },
  async (fault) => {
    const calmEnd = await playEndBesideTask({ schedule: [] });
    expect(calmEnd).toMatchObject({ tasks: ['cancelled'], status: 'failed' });
    const all = changesIn(calmEnd.story);
    let met = 0;
    for (let nth = 1; nth <= all; nth++) {
      const played = await playEndBesideTask({ schedule: [{ on: '*', nth, fault }] }, nth);
      met += played.faults.length;
      expect(played.status, `change ${nth}`).toBe('failed');
      expect(played.tasks, `change ${nth}`).not.toContain('open');
    }
    expect(met).toBeGreaterThan(all * 0.5);
  },
);
