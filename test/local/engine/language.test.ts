import { describe, expect, it } from 'vitest';
import { CHOICE_CASES } from './cases/choice-cases.ts';
import { DATA_FLOW_CASES } from './cases/data-flow-cases.ts';
import { EXPRESSION_CASES } from './cases/expression-cases.ts';
import { MAP_CASES } from './cases/map-cases.ts';
import { PARALLEL_CASES } from './cases/parallel-cases.ts';
import { RECOVERY_CASES } from './cases/recovery-cases.ts';
import { TASK_CASES } from './cases/task-cases.ts';
import { WAIT_CASES } from './cases/wait-cases.ts';
import type { LanguageCase } from './language-case.ts';
import { runMachine } from './run-machine.ts';

const TABLE: Readonly<Record<string, readonly LanguageCase[]>> = {
  'data flow': DATA_FLOW_CASES,
  expressions: EXPRESSION_CASES,
  Choice: CHOICE_CASES,
  Wait: WAIT_CASES,
  Task: TASK_CASES,
  'Retry and Catch': RECOVERY_CASES,
  Parallel: PARALLEL_CASES,
  Map: MAP_CASES,
};

describe.each(Object.entries(TABLE))('%s', (_subject, cases) => {
  it.each(cases)('$rule', async ({ definition, input, answers, ...expected }) => {
    const outcome = await runMachine(definition, { ...(input && { input }), ...(answers && { answers }) });
    const { status, output, error, cause } = outcome.description;
    if ('output' in expected)
      expect({ status, output, error, cause }).toEqual({ status: 'SUCCEEDED', output: expected.output });
    if (expected.error !== undefined)
      expect({ status, error }).toMatchObject({ status: 'FAILED', error: expected.error });
    if (expected.cause !== undefined) expect(cause).toMatch(expected.cause);
    if (expected.status !== undefined) expect(status).toBe(expected.status);
    for (const [eventType, details] of Object.entries(expected.details ?? {})) {
      const event = outcome.events.find(({ type }) => type === eventType);
      expect(event?.details).toEqual(details);
    }
    if (expected.seconds !== undefined) expect(outcome.seconds).toBe(expected.seconds);
    if (expected.events) expect(outcome.events.map(({ type }) => type)).toEqual(expected.events);
  });
});
