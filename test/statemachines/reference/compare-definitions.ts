import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { stringify } from 'yaml';
import { parseDefinition } from '../../../shared/contracts/parse-definition.ts';
import type { WorkflowDefinition } from '../../../shared/domain/workflow/definition.ts';
import { validate } from '../../../statemachines/lint/validate.ts';
import type { EngineHarness } from '../../local/engine/harness.ts';
import { smallCatalogue } from '../support/small-catalogue.ts';
import { interpretDefinition } from './interpret.ts';
import type { Written } from './name-steps.ts';
import { randomEvents, randomSteps } from './random-definitions.ts';
import { runMachine, SHORT_HISTORY, sorted, YEAR_OVER } from './run-machine.ts';
import { NeverEnds } from './standing.ts';
import type { Deed, Story } from './story.ts';

/** How many definitions are made, and which. */
export interface Comparison {
  readonly count: number;
  readonly seed: number;
}

/** A smaller definition that shows the same is looked for so long. */
const SHRINKING_MILLISECONDS = 60_000;

/** How the machine is run: events that are there before it starts, people who do not wait to be waited for, loops cut into executions of their own. */
const ways = fc.record({ early: fc.nat({ max: 6 }), answersAtOnce: fc.boolean(), inParts: fc.boolean() });
type Way = typeof ways extends fc.Arbitrary<infer Value> ? Value : never;

/**
 * Compares what the machines of random definitions do with what the reference does.
 *
 * @returns how many could be compared: some never end, or are refused by validation.
 * @throws Error at the first that does something else, with a small definition that shows it.
 */
export async function compareDefinitions(harness: EngineHarness, { count, seed }: Comparison): Promise<number> {
  let compared = 0;
  let made = 0;
  let failedAt: number | undefined;
  const property = fc.asyncProperty(randomSteps, randomEvents, ways, async (steps, events, way) => {
    if (failedAt !== undefined && Date.now() > failedAt + SHRINKING_MILLISECONDS) return;
    const definition = definitionOf(steps);
    if (!definition) return;
    const story = storyOf(events);
    const told = await interpretDefinition(definition, story).catch((error: unknown) => {
      if (error instanceof NeverEnds) return undefined;
      throw error;
    });
    if (!told) return;
    made += 1;
    const done = await runMachine(harness, definition, {
      story,
      name: `random-${seed}-${made}`,
      eventsAtStart: Math.min(way.early, events.length),
      answersAtOnce: way.answersAtOnce,
      ...(way.inParts && { history: SHORT_HISTORY }),
    }).catch(String);
    if (typeof done !== 'string' && done.error === YEAR_OVER) return;
    compared += 1;
    const anyOrder = overlaps(steps);
    const [did, should] = [typeof done === 'string' ? [done] : linesOf(done, anyOrder), linesOf(told, anyOrder)];
    if (isDeepStrictEqual(did, should)) return;
    failedAt ??= Date.now();
    throw new Error(difference({ definition, story, way, did, should }));
  });
  const { failed, errorInstance } = await fc.check(property, { numRuns: count, seed });
  if (failed) throw errorInstance;
  return compared;
}

function definitionOf(steps: readonly Written[]): WorkflowDefinition | undefined {
  const written = { code: 'TEST', kind: 'automated', on: { event: 'item.modified' }, steps };
  const parsed = parseDefinition(JSON.parse(JSON.stringify(written)));
  if ('problems' in parsed) return undefined;
  const problems = validate(parsed.definition, smallCatalogue());
  return problems.some(({ severity }) => severity === 'error') ? undefined : parsed.definition;
}

function storyOf(events: readonly Pick<Story['event'], 'type' | 'fields'>[]): Story {
  return {
    event: { id: 'e0', type: 'item.modified', fields: { amount: 2 } },
    inputs: { list: [2, 3], people: ['bert', 'anna'] },
    later: events.map((event, index) => ({ id: `e${index + 1}`, ...event })),
  };
}

/** The order of calls in branches at the same time is chance. */
function overlaps(steps: readonly Written[]): boolean {
  return /"parallel":\[\{.*\},\{|"concurrency":[23]/.test(JSON.stringify(steps));
}

/** One line for each call, and how it ended. */
function linesOf({ outcome, error, calls }: Deed, anyOrder: boolean): readonly string[] {
  const lines = anyOrder ? sorted(calls) : calls.map((call) => JSON.stringify(call));
  return [...lines, error === undefined ? outcome : `${outcome}: ${error}`];
}

function difference(found: {
  definition: WorkflowDefinition;
  story: Story;
  way: Way;
  did: readonly string[];
  should: readonly string[];
}): string {
  const { definition, story, way, did, should } = found;
  const other = should.findIndex((line, index) => line !== did[index]);
  const from = other < 0 ? should.length : other;
  return [
    'The machine does something else than the reference.',
    stringify(definition.steps),
    ...story.later.map(({ type, fields }) => `then ${type} ${JSON.stringify(fields)}`),
    `machine: ${JSON.stringify(way)}`,
    `the same so far: ${from} calls`,
    'reference:',
    ...should.slice(from).map((line) => `  ${line}`),
    'machine:',
    ...did.slice(from).map((line) => `  ${line}`),
  ].join('\n');
}
