import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { validate } from '../../../statemachines/lint/validate.ts';
import { type EngineHarness, startEngineHarness } from '../../local/engine/harness.ts';
import { withSteps } from '../support/definitions.ts';
import { smallCatalogue } from '../support/small-catalogue.ts';
import { CASES } from './cases.ts';
import { interpretDefinition } from './interpret.ts';
import { runMachine, SHORT_HISTORY, sorted } from './run-machine.ts';
import type { Story } from './story.ts';

let harness: EngineHarness;
beforeAll(async () => {
  harness = await startEngineHarness({ inMemory: true });
});
afterAll(() => harness.close());

describe('the compiled machine does what the language says', () => {
  test.each(CASES.map((one, index) => [one.name, one, index] as const))('%s', async (_, one, index) => {
    const definition = withSteps(one.steps);
    expect(validate(definition, smallCatalogue()).filter(({ severity }) => severity === 'error')).toEqual([]);
    const story: Story = {
      event: { id: 'e0', type: 'item.modified', fields: { amount: 5, name: 'Bike', ...one.fields } },
      inputs: { list: [1, 2, 3] },
      later: (one.later ?? []).map(([type, fields], number) => ({ id: `e${number + 1}`, type, fields })),
    };
    const told = await interpretDefinition(definition, story);
    if (one.outcome) expect(told.outcome).toBe(one.outcome);
    if (one.values) expect(told.calls.map(({ options }) => Object(options).value)).toEqual(one.values);
    const isLoop = one.steps.includes('forEach') || one.steps.includes('goto');
    const ways = [0, ...(story.later.length > 0 ? [story.later.length] : [])].map((early) => ({ early, parts: false }));
    for (const { early, parts } of isLoop ? [...ways, { early: 0, parts: true }] : ways) {
      const done = await runMachine(harness, definition, {
        story,
        name: `case-${index}-${early}-${parts ? 'parts' : 'whole'}`,
        eventsAtStart: early,
        ...(parts && { history: SHORT_HISTORY }),
      });
      expect({ ...done, calls: sorted(done.calls) }).toEqual({ ...told, calls: sorted(told.calls) });
      if (!one.steps.includes('parallel')) expect(done.calls).toEqual(told.calls);
    }
  });

  test('a branch goes round more often than fits into the execution that it stands in', async () => {
    const definition = withSteps(`
- forEach: [1]
  steps:
    - set: { n: 0 }
    - { id: again, do: test.work, with: { value: '{% $n %}' } }
    - set: { n: '{% $n + 1 %}' }
    - { if: '{% $n < 200 %}', then: [{ goto: again }] }`);
    const story: Story = { event: { id: 'e0', type: 'item.modified', fields: {} }, inputs: {}, later: [] };
    const before = harness.changes.length;
    const { outcome, calls } = await runMachine(harness, definition, { story, name: 'many-rounds', eventsAtStart: 0 });
    expect(outcome).toBe('succeeded');
    expect(calls).toHaveLength(200);
    expect(harness.changes.length - before).toBe(2);
  });

  test('long lists were really done in parts', () => {
    const parts = harness.changes.filter(({ input, status }) => 'part' in input && status !== 'RUNNING');
    expect(parts.length).toBeGreaterThan(10);
  });
});
