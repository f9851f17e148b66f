import { beforeEach, describe, expect, it } from 'vitest';
import type { UserTask } from '../../../shared/domain/task/user-task.ts';
import { taskCandidateItems, userTaskItems } from '../../../shared/repositories/task-items.ts';
import { someTask } from '../../domain/task/some-task.ts';
import { type ApiFixture, createApi } from './api-fixture.ts';
import { addWork, company, order } from './work-fixture.ts';

let api: ApiFixture;

const FORM = {
  type: 'object',
  required: ['units', 'place'],
  properties: { units: { type: 'integer' }, place: { type: 'string' } },
};

/** Three tasks of the run: two of manager and director, one of the director. */
beforeEach(async () => {
  api = await createApi();
  await addWork(api);
  await api.addMember('auditor', ['auditor']);
  await give({ id: 'run-1.a', candidates: ['manager', 'director'], form: FORM, dueAt: '2026-03-02T00:00:00.000Z' });
  await give({ id: 'run-1.b', candidates: ['manager', 'director'], createdAt: '2026-03-02T08:01:00.000Z' });
  await give({ id: 'run-2.c', runId: 'run-2', candidates: ['director'], createdAt: '2026-03-02T08:02:00.000Z' });
});

async function give(more: Partial<UserTask>): Promise<void> {
  const task = someTask({ company, record: order, ...more });
  const { id: taskId, status, createdAt } = task;
  await api.ports.store.write([
    userTaskItems.create(task),
    ...task.candidates.map((userId) => taskCandidateItems.create({ company, taskId, userId, status, createdAt })),
  ]);
}

const list = async (as: string, query = '') => {
  const { status, body } = await api.call({ route: `GET /tasks${query}`, as });
  return status === 200 ? (body.items as { id: string }[]).map(({ id }) => id) : status;
};
const done = (as: string, id: string, body: object = {}) => api.call({ route: `POST /tasks/${id}/done`, as, body });
const notDone = (as: string, id: string, body: object = {}) =>
  api.call({ route: `POST /tasks/${id}/not-done`, as, body });

describe('the list of tasks', () => {
  it.each([
    ['director', '', ['run-2.c', 'run-1.b', 'run-1.a']],
    ['manager', '', ['run-1.b', 'run-1.a']],
    ['manager', '?assignee=me', ['run-1.b', 'run-1.a']],
    ['manager', '?assignee=director', ['run-1.b', 'run-1.a']],
    ['bystander', '', []],
    ['bystander', '?assignee=manager', []],
    ['bystander', '?run=run-1', []],
    ['manager', '?run=run-2', []],
    ['director', '?run=run-2', ['run-2.c']],
    ['admin', '', ['run-2.c', 'run-1.b', 'run-1.a']],
    ['auditor', '', ['run-2.c', 'run-1.b', 'run-1.a']],
    ['admin', '?assignee=me', []],
    ['admin', '?assignee=manager&status=open', ['run-1.b', 'run-1.a']],
    ['admin', '?status=done', []],
    ['manager', '?status=nonsense', 400],
  ])('of %s%s: %j', async (as, query, ids) => {
    expect(await list(as, query)).toEqual(ids);
  });

  it('comes in pages', async () => {
    const first = await api.call({ route: 'GET /tasks?limit=2', as: 'director' });
    expect(first.body.items).toHaveLength(2);
    expect(await list('director', `?limit=2&cursor=${first.body.next}`)).toEqual(['run-1.a']);
  });

  it('keeps what has ended apart', async () => {
    await notDone('manager', 'run-1.b');
    for (const as of ['manager', 'director']) {
      expect(await list(as, '?assignee=me&status=notDone')).toEqual(['run-1.b']);
      expect(await list(as, '?assignee=me&status=open')).not.toContain('run-1.b');
    }
  });

  it('shows the form and what is overdue, and hides other companies', async () => {
    const { body } = await api.call({ route: 'GET /tasks/run-1.a', as: 'manager' });
    expect(body).toMatchObject({ form: FORM, overdue: true, status: 'open', record: { id: order.id } });
    expect(body).not.toHaveProperty('visit');
    expect((await api.call({ route: 'GET /tasks/run-1.a', as: 'bystander' })).status).toBe(404);
    expect((await api.call({ route: 'GET /tasks/run-9.z', as: 'admin' })).status).toBe(404);
    expect((await api.call({ route: 'GET /tasks/nonsense', as: 'admin' })).status).toBe(404);
  });
});

describe('an answer', () => {
  it('is kept with who gave it, and is on its way to the run', async () => {
    const { status, body } = await done('manager', 'run-1.a', { answers: { units: 3, place: 'A' }, comment: 'Fine' });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      status: 'done',
      doneBy: 'manager',
      answers: { units: 3, place: 'A' },
      comment: 'Fine',
    });
    const [event] = api.ports.queue.messages('decisions').map((message) => JSON.parse(message.body));
    expect(event).toMatchObject({ type: 'userTask.done', runId: 'run-1', asker: { step: 'count', visit: 1 } });
  });

  it('needs no body where there is no form', async () => {
    const { status, body } = await api.call({ route: 'POST /tasks/run-1.b/done', as: 'manager' });
    expect([status, body.status]).toEqual([200, 'done']);
  });

  it('that does not fit the form is refused with all faults, and nothing is changed', async () => {
    const { status, body } = await done('manager', 'run-1.a', { answers: { units: 'three' } });
    expect(status).toBe(422);
    expect(body).toMatchObject({
      errors: expect.arrayContaining([
        { pointer: '/answers/place', detail: 'It is required.' },
        { pointer: '/answers/units', detail: 'It must be integer.' },
      ]),
    });
    expect((await done('manager', 'run-1.a')).status).toBe(422);
    expect((await api.call({ route: 'GET /tasks/run-1.a', as: 'manager' })).body.status).toBe('open');
    expect(api.ports.queue.messages('decisions')).toEqual([]);
  });

  it.each([
    ['bystander', 404],
    ['auditor', 403],
    ['manager', 200],
    ['admin', 200],
  ])('of %s is answered %i', async (as, status) => {
    expect((await notDone(as, 'run-1.a')).status).toBe(status);
  });

  it('of the second person is refused with who was faster', async () => {
    const answers = await Promise.all([done('manager', 'run-1.b'), notDone('director', 'run-1.b')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const [won, lost] = answers.toSorted((left, right) => left.status - right.status);
    expect(lost?.body.detail).toContain(`${won?.body.doneBy} said`);
    expect(api.ports.queue.messages('decisions')).toHaveLength(1);
  });

  it('may be sent again by the same person', async () => {
    const first = await done('manager', 'run-1.b', { comment: 'Yes' });
    expect(await done('manager', 'run-1.b', { comment: 'Yes' })).toMatchObject({ status: 200, body: first.body });
    expect((await notDone('manager', 'run-1.b')).status).toBe(409);
    expect(api.ports.queue.messages('decisions')).toHaveLength(1);
  });

  it('to a task that nobody waits for is refused with the reason', async () => {
    await give({ id: 'run-1.d', candidates: ['manager'], status: 'cancelled', cancelledBy: 'timeout' });
    const { status, body } = await done('manager', 'run-1.d');
    expect(status).toBe(409);
    expect(body.detail).toContain('its time was up');
  });

  it('of a source is for whom it speaks, without the rights of an administrator', async () => {
    const headers = (userId: string) => ({ 'on-behalf-of': userId });
    const as = 'client-1';
    const route = 'POST /tasks/run-2.c/not-done';
    expect((await api.call({ route, as, body: {} })).status).toBe(403);
    expect((await api.call({ route, as, body: {}, headers: headers('admin') })).status).toBe(403);
    expect((await api.call({ route, as, body: {}, headers: headers('director') })).status).toBe(200);
  });
});
