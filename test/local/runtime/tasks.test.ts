import { readFileSync } from 'node:fs';
import { beforeAll, expect, it } from 'vitest';
import { definitionOf } from '../../statemachines/support/definitions.ts';
import { startDemoOfFile } from './demo-of-file.ts';

const demo = await startDemoOfFile();
const definition = definitionOf(readFileSync('examples/workflows/stock-count.yaml', 'utf8'));

beforeAll(async () => {
  await demo.callAs('admin', 'POST', '/workflows', { body: { definition } });
  const { status } = await demo.callAs('admin', 'POST', `/workflows/${definition.code}/enable`);
  expect(status).toBe(200);
});

/** The open task of a run about this item, once it is given. */
async function openTask(user: string, item: string): Promise<{ id: string; runId: string }> {
  const find = async () => {
    const { body } = await demo.callAs(user, 'GET', '/tasks?assignee=me&status=open');
    return (body as { items: { id: string; runId: string; record: { id: string } }[] }).items.find(
      ({ record }) => record.id === item,
    );
  };
  await expect.poll(find, { timeout: 10_000 }).toBeDefined();
  return (await find()) ?? { id: '', runId: '' };
}

it('a task is given, mailed, listed, answered with its form, and its run goes on', async () => {
  await demo.happen('item.modified', '1896-S', { inventory: 4 });
  const task = await openTask('manager', '1896-S');
  expect(await openTask('purchaser', '1896-S')).toMatchObject({ id: task.id });
  const [mail] = await demo.mailsTo('manager', 1);
  expect(mail?.subject).toBe('To do: Count item 1896-S');
  expect(mail?.text).toContain(`/tasks/${task.id}`);

  const refused = await demo.callAs('manager', 'POST', `/tasks/${task.id}/done`, { body: { answers: { units: -1 } } });
  expect(refused.status).toBe(422);
  const body = { answers: { units: 6 }, comment: 'Two were hidden.' };
  const done = await demo.callAs('manager', 'POST', `/tasks/${task.id}/done`, { body });
  expect(done).toMatchObject({ status: 200, body: { status: 'done', doneBy: 'manager' } });
  const late = await demo.callAs('purchaser', 'POST', `/tasks/${task.id}/not-done`);
  expect(late.status).toBe(409);

  const [told] = await demo.mailsTo('manager', 2);
  expect(told?.subject).toBe('Item 1896-S is counted');
  expect(told?.text).toContain('manager has counted 6. Two were hidden.');
  await expect
    .poll(async () => (await demo.callAs('admin', 'GET', `/runs/${task.runId}`)).body, { timeout: 10_000 })
    .toMatchObject({ status: 'succeeded' });
});

it('a run that is cancelled takes its task with it', async () => {
  await demo.happen('item.modified', '1900-S', { inventory: 3 });
  const task = await openTask('purchaser', '1900-S');
  expect((await demo.callAs('admin', 'POST', `/runs/${task.runId}/cancel`)).status).toBeLessThan(300);
  await expect
    .poll(async () => (await demo.callAs('purchaser', 'GET', `/tasks/${task.id}`)).body, { timeout: 10_000 })
    .toMatchObject({ status: 'cancelled', cancelledBy: 'endOfRun' });
  expect((await demo.callAs('purchaser', 'POST', `/tasks/${task.id}/not-done`)).status).toBe(409);
});
