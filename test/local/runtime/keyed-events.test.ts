import { beforeAll, expect, it } from 'vitest';
import { definitionOf } from '../../statemachines/support/definitions.ts';
import { startDemoOfFile } from './demo-of-file.ts';

const demo = await startDemoOfFile();

/** A run about an item waits to be packed, then for the carrier, who knows the parcel's number and nothing of runs. */
const PARCEL = definitionOf(`
code: PARCEL
kind: automated
on: { event: item.created, where: { record: { parcelNo: '<>''''' } } }
steps:
  - set: { item: '{% $record.id %}' }
  - { id: packed, when: [{ event: item.modified, steps: [] }] }
  - id: delivered
    when:
      - { event: parcel.delivered, key: { field: number, equals: parcelNo }, where: { record: { place: door } }, steps: [] }
  - { do: email.send, with: { to: manager, subject: "{% $item & ' came at ' & $record.fields.at %}", text: x } }
`);

beforeAll(async () => {
  await demo.callAs('admin', 'POST', '/workflows', { body: { definition: PARCEL } });
  expect(await demo.callAs('admin', 'POST', '/workflows/PARCEL/enable')).toMatchObject({ status: 200 });
});

const deliver = (id: string, fields: object) => demo.happen('parcel.delivered', id, { place: 'door', ...fields });
const subjects = async (count: number) => (await demo.mailsTo('manager', count)).map(({ subject }) => subject);

it('an event finds the runs that wait for its key, before, during and after the wait', async () => {
  for (const number of [1, 2, 3]) await demo.happen('item.created', `I-${number}`, { parcelNo: `P-${number}` });
  await deliver('scan-1', { number: 'P-1', at: 'eight' });
  await demo.happen('item.modified', 'I-1', {});
  expect(await subjects(1)).toEqual(['I-1 came at eight']);

  await demo.happen('item.modified', 'I-2', {});
  await deliver('scan-2', { number: 'P-2', at: 'nine', place: 'shop' });
  await deliver('scan-3', { number: 'P-4', at: 'nine' });
  await deliver('scan-4', { at: 'nine' });
  await deliver('scan-5', { number: 'P-2', at: 'ten' });
  expect(await subjects(2)).toEqual(['I-2 came at ten', 'I-1 came at eight']);

  await deliver('scan-6', { number: 'P-2', at: 'eleven' });
  await demo.happen('item.modified', 'I-3', {});
  await deliver('scan-7', { number: 'P-3', at: 'noon' });
  expect(await subjects(3)).toEqual(['I-3 came at noon', 'I-2 came at ten', 'I-1 came at eight']);
});
