import { describe, expect, it } from 'vitest';
import { ThrottledError } from '../../../shared/ports/throttled-error.ts';
import { loadLines } from '../../../shared/usecases/large-lines.ts';
import { createDoor, orderEvent } from './webhook-fixture.ts';

describe('a batch', () => {
  it('is taken whole, in its order', async () => {
    const door = await createDoor();
    const events = ['e-1', 'e-2', 'e-3'].map((id) => orderEvent({ id }));
    const answer = await door.deliver({ body: { events } });
    expect(answer.body.accepted).toBe(3);
    expect(door.enqueued().map(({ id }) => id)).toEqual(['e-1', 'e-2', 'e-3']);
  });

  it('is refused whole when one event of it is wrong, with a pointer to that one only', async () => {
    const door = await createDoor();
    const events = [orderEvent(), orderEvent({ id: 'e-2', type: 'purchaseDocument.shredded' }), { id: 'e-3' }];
    const answer = await door.deliver({ body: { events } });
    expect(answer.status).toBe(422);
    const first = await door.deliver({ body: { events: events.slice(0, 2) } });
    expect(first.body.errors?.map(({ pointer }) => pointer)).toEqual(['/events/1/type']);
    expect(answer.body.errors?.map(({ pointer }) => pointer)).toEqual(['/events/2/type', '/events/2/record']);
    expect(door.enqueued()).toEqual([]);
  });

  it('is refused whole when one event of it does not fit on the queue', async () => {
    const door = await createDoor();
    const eventsWith = (note: string) => [orderEvent(), orderEvent({ id: 'e-2', fields: { note } })];
    const rest = JSON.stringify({ events: eventsWith('') }).length;
    const answer = await door.deliver({ body: { events: eventsWith('x'.repeat(1_048_576 - rest)) } });
    expect(answer.status).toBe(413);
    expect(door.enqueued()).toEqual([]);
  });

  it.each([
    ['no events', []],
    ['1,001 events', Array.from({ length: 1_001 }, (_, index) => orderEvent({ id: `e-${index}` }))],
  ])('of %s is refused', async (_what, events) => {
    const door = await createDoor();
    const answer = await door.deliver({ body: { events } });
    expect(answer.status).toBe(422);
    expect(answer.body.errors?.map(({ pointer }) => pointer)).toEqual(['/events']);
  });

  it('whose events have no ids of their own is refused', async () => {
    const door = await createDoor();
    const { id: _, ...event } = orderEvent();
    const answer = await door.deliver({ body: { events: [event] } });
    expect(answer.body.errors?.map(({ pointer }) => pointer)).toEqual(['/events/0/id']);
  });

  it('in which two events have one id is refused: one of them would be lost', async () => {
    const door = await createDoor();
    const events = [orderEvent(), orderEvent({ id: 'e-2' }), orderEvent({ fields: { amount: 1300 } })];
    const answer = await door.deliver({ body: { events } });
    expect(answer.status).toBe(422);
    expect(answer.body.errors?.map(({ pointer }) => pointer)).toEqual(['/events/2/id']);
    expect(door.enqueued()).toEqual([]);
  });

  it('of 1,000 records is on the queue long before its sender gives up, and that of one record in its order', async () => {
    let atOnce = 0;
    let mostAtOnce = 0;
    const door = await createDoor({
      queue: (queue) => ({
        async send(name, message) {
          mostAtOnce = Math.max(mostAtOnce, ++atOnce);
          await new Promise((resolve) => setImmediate(resolve));
          await queue.send(name, message);
          atOnce -= 1;
        },
      }),
    });
    const events = Array.from({ length: 1_000 }, (_, index) => {
      const event = orderEvent({ id: `e-${index}` });
      return { ...event, record: { ...event.record, id: String(index % 400) } };
    });
    expect((await door.deliver({ body: { events } })).body.accepted).toBe(1_000);
    expect(mostAtOnce).toBe(20);
    const ofOne = door.enqueued().filter(({ record }) => record.id === '7');
    expect(ofOne.map(({ id }) => id)).toEqual(['e-7', 'e-407', 'e-807']);
  });

  it('that is only half on the queue when it slows down is not acknowledged, and comes whole with the next attempt', async () => {
    let sent = 0;
    const door = await createDoor({
      queue: (queue) => ({
        async send(name, message) {
          sent += 1;
          if (sent === 2) throw new ThrottledError('Slow down.');
          await queue.send(name, message);
        },
      }),
    });
    const body = { events: ['e-1', 'e-2'].map((id) => orderEvent({ id })) };
    const refused = await door.deliver({ body });
    expect([refused.status, refused.headers['retry-after']]).toEqual([503, '1']);
    expect((await door.deliver({ body })).status).toBe(202);
    expect(door.enqueued().map(({ id }) => id)).toEqual(['e-1', 'e-2']);
  });
});

describe('an event', () => {
  it('without an id of its own has the id of its delivery, and the time of its arrival', async () => {
    const door = await createDoor();
    const { id: _, ...body } = orderEvent();
    await door.deliver({ body, webhookId: 'msg-7' });
    expect(door.enqueued()).toMatchObject([{ id: 'msg-7', time: '2026-03-02T08:00:00.000Z' }]);
  });

  it('that is delivered twice stands on the queue once', async () => {
    const door = await createDoor();
    const statuses = [await door.deliver({ body: orderEvent() }), await door.deliver({ body: orderEvent() })];
    expect(statuses.map(({ status }) => status)).toEqual([202, 202]);
    expect(door.enqueued()).toHaveLength(1);
  });

  it('is told in our words', async () => {
    const door = await createDoor({
      mappings: {
        purchaseDocument: {
          fields: { totalAmountExcludingTax: 'amount' },
          values: { status: { Draft: 'Open' } },
          lines: { values: { lineType: { Account: 'G/L Account' } } },
        },
      },
    });
    const fields = { totalAmountExcludingTax: 1200, status: 'Draft' };
    await door.deliver({ body: orderEvent({ fields, lines: [{ lineType: 'Account' }] }) });
    expect(door.enqueued()[0]?.record).toMatchObject({
      fields: { amount: 1200, status: 'Open' },
      lines: [{ lineType: 'G/L Account' }],
    });
  });

  it('keeps names and values that mean something to JavaScript only', async () => {
    const door = await createDoor({ mappings: { purchaseDocument: { fields: {}, values: { status: {} } } } });
    const fields = { constructor: 'a', toString: 'b', hasOwnProperty: 1, status: 'constructor', valueOf: null };
    await door.deliver({ body: orderEvent({ fields, lines: [fields] }) });
    expect(JSON.stringify(door.enqueued()[0]?.record.fields)).toBe(JSON.stringify(fields));
    expect(JSON.stringify(door.enqueued()[0]?.record.lines)).toBe(JSON.stringify([fields]));
  });

  it('of an entity that is called like a method of every object is an event like others', async () => {
    const door = await createDoor({ mappings: {} });
    await door.deliver({ body: orderEvent({ type: 'constructor.created', fields: { name: 'length' } }) });
    expect(door.enqueued()[0]?.record.fields).toEqual({ name: 'length' });
  });

  it('changes no prototype', async () => {
    const door = await createDoor();
    const text = JSON.stringify(orderEvent()).replace('"amount"', '"__proto__":{"polluted":true},"amount"');
    expect((await door.deliver({ text })).status).toBeLessThan(500);
    expect('polluted' in {}).toBe(false);
    expect(Object.getPrototypeOf(door.enqueued()[0]?.record.fields ?? {})).toBe(Object.prototype);
  });

  it.each([Number.MAX_SAFE_INTEGER, 1e308, -0.1, 5e-324])('keeps the number %d', async (amount) => {
    const door = await createDoor();
    await door.deliver({ body: orderEvent({ fields: { amount } }) });
    expect(door.enqueued()[0]?.record.fields.amount).toBe(amount);
  });
});

describe('the encoding of a body', () => {
  const body = orderEvent({ fields: { name: 'Fürst & Søn – 東京 😀', note: '\u0000\u202e' } });

  it.each(['text', 'base64'])('does not change what it says: %s', async (form) => {
    const door = await createDoor();
    const bytes = Buffer.from(JSON.stringify(body));
    const answer = await door.deliver(form === 'text' ? { body } : { bytes });
    expect(answer.status).toBe(202);
    expect(door.enqueued()[0]?.record.fields).toEqual(body.record.fields);
  });

  it.each(['text', 'base64'])('may begin with a byte order mark: %s', async (form) => {
    const door = await createDoor();
    const text = `\uFEFF${JSON.stringify(body)}`;
    const answer = await door.deliver(form === 'text' ? { text } : { bytes: Buffer.from(text) });
    expect(answer.status).toBe(202);
  });
});

describe('many lines', () => {
  const linesOf = (bytes: number) => Array.from({ length: 64 }, (_, no) => ({ no, text: 'x'.repeat(bytes / 64) }));

  it('travel as a blob, which the event names', async () => {
    const door = await createDoor();
    const lines = linesOf(200_000);
    await door.deliver({ body: orderEvent({ lines }) });
    const record = door.enqueued()[0]?.record;
    expect(record?.lines).toBeUndefined();
    expect(door.blobs.names()).toEqual([record?.linesBlob]);
    expect(await loadLines(door, record ?? {})).toEqual(lines);
  });

  it('stay as they were when another event comes with the same id', async () => {
    const door = await createDoor();
    const lines = linesOf(200_000);
    await door.deliver({ body: orderEvent({ lines }) });
    await door.deliver({ body: orderEvent({ lines: linesOf(210_000) }) });
    expect(await loadLines(door, door.enqueued()[0]?.record ?? {})).toEqual(lines);
  });

  it('of a delivery that is refused leave no blob behind', async () => {
    const door = await createDoor();
    const events = [orderEvent({ lines: linesOf(200_000) }), orderEvent({ id: 'e-2', type: 'item.shredded' })];
    expect((await door.deliver({ body: { events } })).status).toBe(422);
    expect(door.blobs.names()).toEqual([]);
  });

  it('that are few travel with the event', async () => {
    const door = await createDoor();
    await door.deliver({ body: orderEvent({ lines: linesOf(20_000) }) });
    expect(door.enqueued()[0]?.record.lines).toHaveLength(64);
    expect(door.blobs.names()).toEqual([]);
  });
});
