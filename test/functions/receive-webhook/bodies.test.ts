import { describe, expect, it } from 'vitest';
import { createDoor, type Delivery, orderEvent } from './webhook-fixture.ts';

const LIMIT_BYTES = 1_048_576;

async function pointersOf(delivery: Delivery): Promise<readonly string[]> {
  const door = await createDoor();
  const answer = await door.deliver(delivery);
  expect(answer.status).toBe(422);
  expect(door.enqueued()).toEqual([]);
  return (answer.body.errors ?? []).map(({ pointer }) => pointer);
}

describe('a body that is no JSON is refused with 400 and the place', () => {
  it.each([
    ['an empty body', '', 'line 1, column 1 (position 0)'],
    ['a name without a value', '{"type": }', 'line 1, column 10 (position 9)'],
    ['a comma too many on the second line', '{\n  "a": 1,\n}', 'line 3, column 1 (position 12)'],
    ['two values', '{} {}', 'line 1, column 4 (position 3)'],
    ['single quotes', "{'a': 1}", 'line 1, column 2 (position 1)'],
    ['a text that is not closed', '{"a": "b', 'line 1, column 9 (position 8)'],
  ])('%s', async (_what, text, place) => {
    const door = await createDoor();
    const answer = await door.deliver({ text });
    expect(answer.status).toBe(400);
    expect(answer.body.detail).toContain(place);
    expect(door.enqueued()).toEqual([]);
  });

  it('also bytes that are no UTF-8', async () => {
    const door = await createDoor();
    const answer = await door.deliver({ bytes: Uint8Array.from([0x7b, 0xff, 0xfe, 0x7d]) });
    expect(answer.status).toBe(400);
    expect(answer.body.detail).toContain('UTF-8');
  });

  it.each(['[', '{"a":'])('nesting without an end: %s', async (opening) => {
    const door = await createDoor();
    const answer = await door.deliver({ text: opening.repeat(100_000) });
    expect(answer.status).toBe(400);
    expect(door.errors).toEqual([]);
  });

  it('also JSON that is nested deeper than anybody means', async () => {
    const door = await createDoor();
    const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
    const answer = await door.deliver({ text: JSON.stringify(orderEvent()).replace('1200', deep) });
    expect(answer.status).toBe(400);
    expect(answer.body.detail).toContain('nested');
    expect(door.enqueued()).toEqual([]);
  });
});

describe('a body that is too large', () => {
  const textOf = (bytes: number) => {
    const text = JSON.stringify(orderEvent({ fields: { note: '' } }));
    return text.replace('"note":""', `"note":"${'x'.repeat(bytes - text.length)}"`);
  };

  it('is refused with 413, and told how large it may be', async () => {
    const door = await createDoor();
    const answer = await door.deliver({ text: textOf(LIMIT_BYTES + 1) });
    expect(answer.status).toBe(413);
    expect(answer.body.detail).toContain(String(LIMIT_BYTES));
  });

  it('is measured in bytes, not in characters', async () => {
    const door = await createDoor();
    expect((await door.deliver({ text: '€'.repeat(LIMIT_BYTES / 3 + 1) })).status).toBe(413);
  });

  it('is refused with 413 also when only the message for the queue becomes too large', async () => {
    const door = await createDoor();
    const answer = await door.deliver({ text: textOf(LIMIT_BYTES) });
    expect(answer.status).toBe(413);
    expect(door.enqueued()).toEqual([]);
  });
});

describe('fields that do not fit are refused with 422 and a pointer to each', () => {
  const good = orderEvent();
  it.each<readonly [string, unknown, readonly string[]]>([
    ['no event at all', 42, ['']],
    ['nothing', null, ['']],
    ['a list', [good], ['']],
    ['no type and no record', { id: 'e-1' }, ['/type', '/record']],
    ['a type that is no type', { ...good, type: 'modified' }, ['/type']],
    ['an unknown verb of an entity that is built in', { ...good, type: 'purchaseDocument.shredded' }, ['/type']],
    ['an answer that only the platform gives', { ...good, type: 'approvalRequest.approved' }, ['/type']],
    ['the answer to a task', { ...good, type: 'userTask.done' }, ['/type']],
    ['an order to run a workflow', { ...good, type: 'workflow.ordered' }, ['/type']],
    ['the time of a schedule', { ...good, type: 'schedule.due' }, ['/type']],
    ['a verb that commands do not have', { ...good, type: 'command.begun' }, ['/type']],
    ['a time that is no instant', { ...good, time: 'yesterday' }, ['/time']],
    ['a day that never was', { ...good, time: '2026-02-30T00:00:00Z' }, ['/time']],
    ['a record without an id', { ...good, record: { id: '' } }, ['/record/id']],
    ['an address that is none', { ...good, record: { id: '1', url: 'order 1' } }, ['/record/url']],
    ['fields that are a list', { ...good, record: { id: '1', fields: [] } }, ['/record/fields']],
    ['an empty name', { ...good, previous: { fields: { '': 1 } } }, ['/previous/fields/']],
    ['a line that is no object', { ...good, record: { id: '1', lines: [{}, 7] } }, ['/record/lines/1']],
  ])('%s', async (_what, body, pointers) => {
    expect(await pointersOf({ body })).toEqual(pointers);
  });

  it('names with a slash or a tilde are escaped in the pointer', async () => {
    const text = JSON.stringify(orderEvent({ fields: { 'a/b~c': 0 } })).replace(':0}', ':1e999}');
    expect(await pointersOf({ text })).toEqual(['/record/fields/a~1b~0c']);
  });

  it('an id of the delivery that is too long to be the id of its event', async () => {
    const { id: _, ...body } = orderEvent();
    expect(await pointersOf({ body, webhookId: 'x'.repeat(201) })).toEqual(['/id']);
  });

  it('not all of thousands: the answer stays readable', async () => {
    const body = { events: Array.from({ length: 50_000 }, () => ({})) };
    expect((await pointersOf({ body })).length).toBeLessThanOrEqual(100);
  });
});

describe('what a type may be', () => {
  it.each([
    ['a verb that the source declared', 'purchaseDocument.shredded', 202],
    ['any verb of an entity of its own', 'machine.overheated', 202],
    ['the answer to a command', 'command.completed', 202],
    ['a verb that nobody declared', 'purchaseDocument.burnt', 422],
  ])('%s', async (_what, type, status) => {
    const door = await createDoor({ events: ['purchaseDocument.shredded'] });
    expect((await door.deliver({ body: orderEvent({ type }) })).status).toBe(status);
  });
});
