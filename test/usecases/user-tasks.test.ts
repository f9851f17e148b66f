import { afterEach, describe, expect, it } from 'vitest';
import { checkInputs } from '../../functions/manage/check-inputs.ts';
import type { TaskAnswer } from '../../shared/domain/task/answer.ts';
import type { UserTask } from '../../shared/domain/task/user-task.ts';
import type { Ports } from '../../shared/ports/ports.ts';
import { userGroupItems } from '../../shared/repositories/approval-policy-items.ts';
import { auditItems, auditOfCompany } from '../../shared/repositories/audit-items.ts';
import { findCandidates, tasksOfCompany, userTaskItems } from '../../shared/repositories/task-items.ts';
import { answerTask } from '../../shared/usecases/answer-task.ts';
import { cancelRun } from '../../shared/usecases/cancel-run.ts';
import { disableWorkflow } from '../../shared/usecases/disable-workflow.ts';
import { dispatchEvent } from '../../shared/usecases/dispatch-event.ts';
import { retryRun } from '../../shared/usecases/retry-run.ts';
import { company } from '../faults/purchase-order.ts';
import type { World } from '../faults/world.ts';
import { definitionOf } from '../statemachines/support/definitions.ts';
import { enableAgain, runOf, worldWith } from './world-with.ts';

let world: World;
afterEach(() => world?.close());

const HOUR = 3_600_000;

const flow = (steps: string) =>
  definitionOf(`code: FLOW\nkind: automated\non: { event: item.modified }\nsteps:${steps}`);
const tell = (subject: string) => `{ do: email.send, with: { to: director, subject: "${subject}", text: x } }`;

const count = `
  - id: counted
    task: { title: "{% 'Count ' & $record.id %}", to: [purchaser, manager] }
  - ${tell("{% ($counted.done ? 'counted by ' : 'not counted by ') & $counted.by & ': ' & $counted.comment %}")}`;

const start = async (...steps: string[]) => {
  world = await worldWith(...steps.map(flow));
  await happen();
};
const happen = async (id = 'e1') => {
  const now = new Date(world.clock.now()).toISOString();
  const record = { company, source: 'erp', entity: 'item', id: 'i1', fields: { unitPrice: 5 } };
  const event = { company, source: 'erp', id, type: 'item.modified', time: now, receivedAt: now, user: 'purchaser' };
  await dispatchEvent(world.calm, { ...event, record });
  await world.settle();
};
const tasks = async (): Promise<readonly UserTask[]> => {
  const found = await userTaskItems.queryAll(world.calm.store, { index: 'lists', partition: tasksOfCompany(company) });
  return found.map(({ value }) => value);
};
const task = async (title?: string): Promise<UserTask> => {
  const found = (await tasks()).find((one) => title === undefined || one.title === title);
  if (!found) throw new Error('There is no such task.');
  return found;
};
const run = () => runOf(world, 'FLOW');
const answerWith = (ports: Ports, taskId: string, given: Partial<TaskAnswer>) => {
  const answer = { status: 'done' as const, userId: 'manager', administrator: false, ...given };
  return answerTask(ports, { company, taskId, answer }, async (schema, answers) => checkInputs(schema, answers));
};
const answer = async (given: Partial<TaskAnswer> = {}, title?: string) => {
  const result = await answerWith(world.calm, (await task(title)).id, given);
  await world.settle();
  return result;
};
/** Oldest first. */
const mails = () =>
  world.mailer
    .mails()
    .toReversed()
    .map(({ to, subject }) => `${to.split('@')[0]}: ${subject}`);
/** The statuses by which a task is listed under its candidates. */
const listed = async (of: UserTask) =>
  (await findCandidates(world.calm.store, of)).map(({ value }) => `${value.userId} ${value.status}`).sort();

describe('a task', () => {
  it('tells those who may do it, waits, and goes on with the answer', async () => {
    await start(count);
    expect(mails()).toEqual(['purchaser: To do: Count i1', 'manager: To do: Count i1']);
    expect(await task()).toMatchObject({ status: 'open', candidates: ['purchaser', 'manager'], step: 'counted' });
    expect((await run()).status).toBe('running');
    expect(await answer({ comment: 'All there.' })).toMatchObject({ kind: 'answered', task: { doneBy: 'manager' } });
    expect(await run()).toMatchObject({ status: 'succeeded' });
    expect(mails().slice(2)).toEqual(['director: counted by manager: All there.']);
    expect(await listed(await task())).toEqual(['manager done', 'purchaser done']);
    const trail = await auditItems.queryAll(world.calm.store, { index: 'lists', partition: auditOfCompany(company) });
    expect(trail.map(({ value }) => `${value.actor} ${value.action}`)).toContain('manager task.done');
  });

  it('that will not be done lets the run go on as well', async () => {
    await start(count);
    await answer({ status: 'notDone', userId: 'purchaser' });
    expect(mails().at(-1)).toBe('director: not counted by purchaser:');
  });

  it('is answered once, however many people answer at the same moment', async () => {
    await start(count);
    const { id } = await task();
    const results = await Promise.all([
      answerWith(world.calm, id, { userId: 'manager' }),
      answerWith(world.calm, id, { userId: 'purchaser', status: 'notDone' }),
      answerWith(world.calm, id, { userId: 'purchaser' }),
      answerWith(world.calm, id, { userId: 'manager', comment: 'I' }),
    ]);
    await world.settle();
    expect(results.map(({ kind }) => kind).sort()).toEqual(['answered', 'ended', 'ended', 'ended']);
    const { doneBy } = await task();
    for (const result of results) expect(result).toMatchObject({ task: { doneBy } });
    expect(mails().filter((mail) => mail.startsWith('director'))).toHaveLength(1);
  });

  it('takes the same answer of the same person again, and no other', async () => {
    await start(count);
    await answer({ comment: 'Yes' });
    const before = world.store.items().length;
    expect(await answer({ comment: 'Yes' })).toMatchObject({ kind: 'answered' });
    expect(world.store.items()).toHaveLength(before);
    expect(await answer({ comment: 'No' })).toMatchObject({ kind: 'ended', task: { comment: 'Yes' } });
    expect(await answer({ userId: 'purchaser', comment: 'Yes' })).toMatchObject({ kind: 'ended' });
  });

  it('is for its candidates, and for administrators where none of them can', async () => {
    await start(count);
    expect(await answer({ userId: 'director' })).toMatchObject({ kind: 'not-yours' });
    expect(await answer({ userId: 'admin', administrator: true })).toMatchObject({ kind: 'answered' });
  });

  it('holds answers against its form, all faults at once, and hands them on', async () => {
    const form =
      '{ type: object, required: [units, place], properties: { units: { type: integer }, place: {}, note: { type: string } } }';
    await start(`
  - { id: counted, task: { title: Count, to: manager, form: ${form} } }
  - ${tell("{% 'units ' & $string($counted.answers.units) %}")}`);
    const wrong = await answer({ answers: { units: 'x', note: 7 } });
    expect(wrong).toMatchObject({ kind: 'bad-answers' });
    const pointers = wrong.kind === 'bad-answers' ? wrong.faults.map(({ pointer }) => pointer).sort() : [];
    expect(pointers).toEqual(['/note', '/place', '/units']);
    expect(await task()).toMatchObject({ status: 'open' });
    await answer({ answers: { units: 7, place: 'A1' } });
    expect(mails().at(-1)).toBe('director: units 7');
  });

  it('without a form takes no answers', async () => {
    await start(count);
    expect(await answer({ answers: { a: 1 } })).toMatchObject({ kind: 'bad-answers' });
  });

  it.each([
    ['somebody unknown', 'to: [manager, nobody]', 'nobody'],
    ['nobody', 'to: "{% [] %}"', 'to'],
    ['a group that is not there', 'group: NONE', 'NONE'],
    ['an empty group', 'group: EMPTY', 'EMPTY'],
  ])('for %s fails the run with the reason', async (_what, whom, reason) => {
    world = await worldWith(flow(`\n  - task: { title: Count, ${whom} }`));
    await world.calm.store.write([userGroupItems.create({ company, code: 'EMPTY', members: [] })]);
    await happen();
    expect(await run()).toMatchObject({ status: 'failed', error: { message: expect.stringContaining(reason) } });
    expect(await tasks()).toEqual([]);
  });

  it('of a group is for those who are in it when it is given', async () => {
    world = await worldWith(flow('\n  - task: { title: Count, group: STOCK }'));
    const members = [
      { userId: 'manager', sequence: 1 },
      { userId: 'director', sequence: 2 },
    ];
    await world.calm.store.write([userGroupItems.create({ company, code: 'STOCK', members })]);
    await happen();
    expect(await task()).toMatchObject({ group: 'STOCK', candidates: ['manager', 'director'] });
  });
});

describe('tasks of branches at the same time', () => {
  it('are answered in any order, each to its own branch', async () => {
    const part = (id: string) =>
      `{ steps: [{ id: ${id}, task: { title: ${id}, to: manager } }, ${tell(`{% '${id} ' & $${id}.comment %}`)}] }`;
    await start(`\n  - parallel: [${part('left')}, ${part('right')}]`);
    await answer({ comment: 'second' }, 'right');
    expect(mails().at(-1)).toBe('director: right second');
    await answer({ comment: 'first' }, 'left');
    expect(mails().at(-1)).toBe('director: left first');
    expect(await run()).toMatchObject({ status: 'succeeded' });
  });

  it('of the same step are told apart by their item', async () => {
    await start(`
  - forEach: [a, b, c]
    as: item
    concurrency: 3
    steps:
      - { id: counted, task: { title: '{% $item %}', to: manager } }
      - ${tell('{% $item & $counted.comment %}')}`);
    for (const title of ['c', 'a', 'b']) {
      await answer({ comment: `-${title}` }, title);
      expect(mails().at(-1)).toBe(`director: ${title}-${title}`);
    }
    expect(await run()).toMatchObject({ status: 'succeeded' });
  });
});

describe('time', () => {
  it('reminds those who may do it, says when it is overdue, and then is silent', async () => {
    await start('\n  - task: { title: Count, to: manager, due: P2D, remind: [PT20H, P1D] }');
    expect(mails()).toEqual(['manager: To do: Count']);
    for (const hours of [20, 5, 24, 48]) {
      await world.clock.advance(hours * HOUR);
      await world.settle();
    }
    expect(mails().slice(1)).toEqual([
      'manager: Reminder: Count',
      'manager: Reminder: Count',
      'manager: Overdue: Count',
    ]);
  });

  it('that is up cancels the task and takes the other way', async () => {
    await start(`
  - task: { title: Count, to: manager, remind: [P3D] }
    timeout: { after: P1D, steps: [${tell('nobody counted')}] }
  - task: { title: Recount, to: director }`);
    await world.clock.advance(25 * HOUR);
    await world.settle();
    expect(mails().slice(1)).toEqual(['director: nobody counted', 'director: To do: Recount']);
    expect(await task('Count')).toMatchObject({ status: 'cancelled', cancelledBy: 'timeout' });
    expect(await listed(await task('Count'))).toEqual(['manager cancelled']);
    expect(await answer({}, 'Count')).toMatchObject({ kind: 'ended' });
    await world.clock.advance(72 * HOUR);
    await world.settle();
    expect(mails()).toHaveLength(3);
  });

  it('that is up does not undo an answer that the run has not heard of yet', async () => {
    await start(`
  - { id: counted, task: { title: Count, to: manager }, timeout: { after: P1D, steps: [${tell('nobody counted')}] } }
  - ${tell('goes on')}`);
    const down = { ...world.calm.queue, send: () => Promise.reject(new Error('The queue is down.')) };
    await expect(answerWith({ ...world.calm, queue: down }, (await task()).id, {})).rejects.toThrow('down');
    // Just behind the end of the time: nobody has carried the answer to the run, and no sweep has been there.
    await world.clock.advance(Date.parse((await task()).createdAt) + 24 * HOUR + 5_000 - world.clock.now());
    await world.settle();
    expect(mails().slice(1)).toEqual(['director: goes on']);
    expect(await task()).toMatchObject({ status: 'done' });
    expect(await run()).toMatchObject({ status: 'succeeded' });
  });

  it('of a step that comes again gives another task, and each is answered for itself', async () => {
    await start(`
  - id: again
    task: { title: Count, to: manager }
    timeout: { after: P1D, steps: [${tell('too late')}, { goto: again }] }
  - if: '{% $not($again.done) %}'
    then: [{ goto: again }]
    else: [${tell('done')}]`);
    await answer({ status: 'notDone' });
    const open = async () => (await tasks()).filter(({ status }) => status === 'open');
    expect(await open()).toHaveLength(1);
    await world.clock.advance(25 * HOUR);
    await world.settle();
    expect(mails().slice(2)).toEqual(['director: too late', 'manager: To do: Count']);
    const [last] = await open();
    await answerWith(world.calm, last?.id ?? '', {});
    await world.settle();
    expect((await tasks()).map(({ status }) => status).sort()).toEqual(['cancelled', 'done', 'notDone']);
    expect(mails().at(-1)).toBe('director: done');
  });

  it('starts a workflow whose record is as it was behind the task', async () => {
    world = await worldWith(
      definitionOf(`
code: FLOW
kind: scheduled
on: { schedule: { cron: '0 9 * * *' } }
steps:
  - task: { title: Count, to: manager }
  - ${tell('{% $record.fields.dueAt %}')}`),
    );
    await world.settle();
    await world.clock.advance(HOUR);
    await world.settle();
    await answer();
    expect(mails().at(-1)).toBe('director: 2026-03-02T09:00:00.000Z');
  });
});

describe('the end of a run', () => {
  it('cancels its open tasks', async () => {
    await start(count);
    await cancelRun(world.calm, { company, runId: (await run()).id, actor: 'admin' });
    await world.settle();
    expect(await run()).toMatchObject({ status: 'cancelled' });
    expect(await task()).toMatchObject({ status: 'cancelled', cancelledBy: 'endOfRun' });
    expect(await listed(await task())).toEqual(['manager cancelled', 'purchaser cancelled']);
    expect(await answer()).toMatchObject({ kind: 'ended' });
  });

  it('that failed beside a task is mended by a retry: the task is open again', async () => {
    const child = definitionOf(
      `code: CHILD\nkind: instant\non: { instant: { entity: item } }\nsteps: [${tell('child')}]`,
    );
    world = await worldWith(
      child,
      flow(`
  - parallel:
      - steps: [{ task: { title: Count, to: manager } }]
      - steps: [{ task: { title: Go, to: manager } }, { run: CHILD, background: true }]`),
    );
    await disableWorkflow(world.calm, { company, code: 'CHILD', actor: 'admin' });
    await happen();
    await answer({}, 'Go');
    expect((await run()).status).toBe('failed');
    expect(await task('Count')).toMatchObject({ status: 'cancelled' });
    await enableAgain(world, 'CHILD');
    await retryRun(world.calm, { company, runId: (await run()).id, actor: 'admin' });
    await world.settle();
    expect(await listed(await task('Count'))).toEqual(['manager open']);
    await answer({}, 'Count');
    expect(await run()).toMatchObject({ status: 'succeeded' });
  });
});
