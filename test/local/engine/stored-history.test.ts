import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { historyOf, historyText } from '../../../local/engine/stored-history.ts';
import type { JsonObject } from '../../../shared/domain/json/json.ts';
import type { HistoryEvent } from '../../../shared/domain/run/history-event.ts';

const LONG = JSON.stringify({ text: 'x'.repeat(100) });

function events(details: readonly JsonObject[], firstId = 1): HistoryEvent[] {
  const timestamp = '2026-03-02T08:00:00.000Z';
  return details.map((one, index) => {
    const id = firstId + index;
    return { id, previousEventId: id - 1, type: `Event${id % 3}`, timestamp, details: one };
  });
}

describe('a text that stands in several lines one after the other', () => {
  const lines = events([{ input: LONG }, {}, { name: 'A', input: LONG }, { output: LONG, assignedVariables: {} }]);

  it('is written once', () => {
    expect(historyText(lines).split('xxx'.repeat(33))).toHaveLength(2);
  });
  it('is read in each of them', () => {
    expect(historyOf(historyText(lines))).toEqual(lines);
  });
});

test('lines that an earlier version wrote are read as they are', () => {
  const lines = events([{ input: LONG }, { input: LONG }]);
  expect(historyOf(JSON.stringify(lines))).toEqual(lines);
});

const text = fc.constantFrom(LONG, LONG.replace('x', 'y'), '{}', '0', '""', 'null');
const details = fc.oneof(
  fc.record({ name: fc.string(), input: text }),
  fc.record({ output: text, assignedVariables: fc.dictionary(fc.string(), text, { noNullPrototype: true }) }),
  fc.record({ parameters: text, timeoutInSeconds: fc.nat() }),
  fc.record({ error: fc.string(), cause: text }, { requiredKeys: [] }),
);

test('what is read is what was written', () => {
  fc.assert(
    fc.property(fc.array(details, { maxLength: 12 }), fc.integer({ min: 1, max: 25_000 }), (all, firstId) => {
      const lines = events(all, firstId);
      expect(historyOf(historyText(lines))).toEqual(lines);
    }),
  );
});
