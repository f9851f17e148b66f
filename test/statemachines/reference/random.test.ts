import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseDefinition } from '../../../shared/contracts/parse-definition.ts';
import { validate } from '../../../statemachines/lint/validate.ts';
import { type EngineHarness, startEngineHarness } from '../../local/engine/harness.ts';
import { smallCatalogue } from '../support/small-catalogue.ts';
import { interpretDefinition, NeverEnds } from './interpret.ts';
import { randomEvents, randomSteps } from './random-definitions.ts';
import { runMachine, SHORT_HISTORY, sorted, YEAR_OVER } from './run-machine.ts';
import type { Story } from './story.ts';

let harness: EngineHarness;
beforeAll(async () => {
  harness = await startEngineHarness();
});
afterAll(() => harness.close());

/** With little room in the history of an execution, loops are cut into executions of their own. */
const roomInHistory = fc.constantFrom({}, { history: SHORT_HISTORY });

/** The order of calls in branches at the same time is chance. */
function overlaps(steps: unknown): boolean {
  return JSON.stringify(steps).includes('"parallel"');
}

test('the machine of any definition does what the reference does', { timeout: 120_000 }, async () => {
  let compared = 0;
  await fc.assert(
    fc.asyncProperty(
      randomSteps,
      randomEvents,
      fc.nat({ max: 5 }),
      roomInHistory,
      async (steps, events, early, room) => {
        const written = { code: 'TEST', kind: 'automated', on: { event: 'item.modified' }, steps };
        const parsed = parseDefinition(JSON.parse(JSON.stringify(written)));
        if ('problems' in parsed) return;
        const { definition } = parsed;
        if (validate(definition, smallCatalogue()).some(({ severity }) => severity === 'error')) return;
        const story: Story = {
          event: { id: 'e0', type: 'item.modified', fields: { amount: 2 } },
          inputs: { list: [2, 3] },
          later: events.map((event, index) => ({ id: `e${index + 1}`, ...event })),
        };
        const told = await interpretDefinition(definition, story).catch((error: unknown) => {
          if (error instanceof NeverEnds) return undefined;
          throw error;
        });
        if (!told) return;
        compared += 1;
        const eventsAtStart = Math.min(early, events.length);
        const done = await runMachine(harness, definition, {
          story,
          name: `random-${compared}`,
          eventsAtStart,
          ...room,
        });
        if (done.error === YEAR_OVER) return;
        expect({ ...done, calls: sorted(done.calls) }).toEqual({ ...told, calls: sorted(told.calls) });
        if (!overlaps(steps)) expect(done.calls).toEqual(told.calls);
      },
    ),
    { numRuns: Number(process.env.RANDOM_DEFINITIONS ?? 300) },
  );
  expect(compared).toBeGreaterThan(30);
});
