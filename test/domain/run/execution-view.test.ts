import { expect, it } from 'vitest';
import type { StoredEvent } from '../../../shared/domain/event/event.ts';
import { eventView, recordView } from '../../../shared/domain/run/execution-view.ts';

/** Step Functions allows so much for a whole payload. */
const MAX_PAYLOAD_BYTES = 262_144;

function storedWith(fields: StoredEvent['event']['record']['fields']): StoredEvent {
  return {
    event: {
      company: 'c',
      source: 'erp',
      id: 'e',
      type: 'purchaseDocument.modified',
      time: '2026-03-02T08:00:00.000Z',
      receivedAt: '2026-03-02T08:00:00.000Z',
      record: {
        company: 'c',
        source: 'erp',
        entity: 'purchaseDocument',
        id: '1',
        fields,
        lines: [{ text: 'x'.repeat(32_000) }],
      },
    },
    sequence: 1,
    status: 'planned',
    previousFields: fields,
  };
}

it.each([
  { what: 'one very long text', fields: { amount: 1_200, note: 'x'.repeat(900_000) } },
  {
    what: 'very many fields',
    fields: {
      amount: 1_200,
      ...Object.fromEntries(Array.from({ length: 9_000 }, (_, n) => [`field${n}`, `value ${n}`])),
    },
  },
])('a record with $what still fits into a state, with its small fields', ({ fields }) => {
  const stored = storedWith(fields);
  const record = recordView(stored);
  const bytes = Buffer.byteLength(JSON.stringify({ event: eventView(stored), record }));

  expect(bytes).toBeLessThan(MAX_PAYLOAD_BYTES * 0.8);
  expect(record.fields).toMatchObject({ amount: 1_200 });
});

it('a record of usual size travels whole', () => {
  const fields = { amount: 1_200, note: 'x'.repeat(20_000) };
  expect(recordView(storedWith(fields))).toMatchObject({ fields, lines: [{ text: 'x'.repeat(32_000) }] });
});
