import { expect, it } from 'vitest';
import { definitionOf } from '../../statemachines/support/definitions.ts';
import { startDemoOfFile } from './demo-of-file.ts';

const demo = await startDemoOfFile();

const definition = (unitPrice: string) =>
  definitionOf(`
code: AT-ONCE
kind: automated
on: { event: vendor.modified, where: { record: { name: '${unitPrice}' } } }
steps: [{ set: { a: 1 } }]
`);

/** Whether the next event starts the workflow; every event is handled by the same process, with whatever it has cached. */
async function starts(name: string): Promise<boolean> {
  const count = async () => {
    const { body } = await demo.callAs('admin', 'GET', '/runs?workflow=AT-ONCE');
    return (body as { items: unknown[] }).items.length;
  };
  const before = await count();
  await demo.happen('vendor.modified', '10000', { name });
  return (await count()) > before;
}

const workflow = (method: string, path: string, body?: object) =>
  demo.callAs('admin', method, `/workflows${path}`, { ...(body && { body }) });

it('enabling, editing, going back and disabling hold for the very next event', { timeout: 40_000 }, async () => {
  expect(await starts('A')).toBe(false);
  await workflow('POST', '', { definition: definition('A') });
  expect(await starts('A')).toBe(false);

  expect(await workflow('POST', '/AT-ONCE/enable')).toMatchObject({ status: 200 });
  expect([await starts('A'), await starts('B')]).toEqual([true, false]);

  const { headers } = await workflow('GET', '/AT-ONCE');
  const edited = await demo.callAs('admin', 'PUT', '/workflows/AT-ONCE', {
    headers: { 'if-match': headers.get('etag') ?? '' },
    body: { definition: definition('B') },
  });
  expect(edited.status).toBe(200);
  expect([await starts('A'), await starts('B')]).toEqual([true, false]);
  expect(await workflow('POST', '/AT-ONCE/enable')).toMatchObject({ status: 200 });
  expect([await starts('A'), await starts('B')]).toEqual([false, true]);

  expect(await workflow('POST', '/AT-ONCE/disable')).toMatchObject({ status: 200 });
  expect([await starts('A'), await starts('B')]).toEqual([false, false]);
  expect(await workflow('POST', '/AT-ONCE/enable')).toMatchObject({ status: 200 });
  expect([await starts('A'), await starts('B')]).toEqual([false, true]);
});
