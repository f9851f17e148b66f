import { deepStrictEqual } from 'node:assert/strict';
import fc from 'fast-check';
import { parseDefinition } from '../../../shared/contracts/parse-definition.ts';
import { validate } from '../../../statemachines/lint/validate.ts';
import type { EngineHarness } from '../../local/engine/harness.ts';
import { smallCatalogue } from '../support/small-catalogue.ts';
import { interpretDefinition, NeverEnds } from './interpret.ts';
import type { Written } from './name-steps.ts';
import { randomEvents, randomSteps } from './random-definitions.ts';
import { runMachine, SHORT_HISTORY, sorted, YEAR_OVER } from './run-machine.ts';
import type { Deed, Story } from './story.ts';

/** How many definitions are made, and which. */
export interface Comparison {
  readonly count: number;
  readonly seed?: number;
}

/** With little room in the history of an execution, loops are cut into executions of their own. */
const roomInHistory = fc.constantFrom({}, { history: SHORT_HISTORY });

/**
 * Compares what the machines of random definitions do with what the reference does. Throws at the first that does something else, with the
 * smallest definition that shows it.
 *
 * @returns how many could be compared: some never end, or are refused by validation.
 */
export async function compareDefinitions(harness: EngineHarness, { count, seed }: Comparison): Promise<number> {
  let compared = 0;
  let runs = 0;
  await fc.assert(
    fc.asyncProperty(
      randomSteps,
      randomEvents,
      fc.record({ early: fc.nat({ max: 6 }), answersAtOnce: fc.boolean(), room: roomInHistory }),
      async (steps, events, { early, answersAtOnce, room }) => {
        const written = { code: 'TEST', kind: 'automated', on: { event: 'item.modified' }, steps };
        const parsed = parseDefinition(JSON.parse(JSON.stringify(written)));
        if ('problems' in parsed) return;
        const { definition } = parsed;
        if (validate(definition, smallCatalogue()).some(({ severity }) => severity === 'error')) return;
        const story: Story = {
          event: { id: 'e0', type: 'item.modified', fields: { amount: 2 } },
          inputs: { list: [2, 3], people: ['bert', 'anna'] },
          later: events.map((event, index) => ({ id: `e${index + 1}`, ...event })),
        };
        const told = await interpretDefinition(definition, story).catch((error: unknown) => {
          if (error instanceof NeverEnds) return undefined;
          throw error;
        });
        if (!told) return;
        runs += 1;

        const eventsAtStart = Math.min(early, events.length);
        const done = await runMachine(harness, definition, {
          story,
          name: `random-${seed ?? 'any'}-${runs}`,
          eventsAtStart,
          answersAtOnce,
          ...room,
        });
        if (done.error === YEAR_OVER) return;
        expectSame(done, told, overlaps(steps));
        compared += 1;
      },
    ),
    { numRuns: count, ...(seed !== undefined && { seed }) },
  );
  return compared;
}

/** The order of calls in branches at the same time is chance. */
function overlaps(steps: readonly Written[]): boolean {
  return /"parallel":\[\{.*\},\{|"concurrency":[23]/.test(JSON.stringify(steps));
}

function expectSame(done: Deed, told: Deed, anyOrder: boolean): void {
  const comparable = (deed: Deed) => ({ ...deed, calls: anyOrder ? sorted(deed.calls) : deed.calls });
  deepStrictEqual(comparable(done), comparable(told));
}
