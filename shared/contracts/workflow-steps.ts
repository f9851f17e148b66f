import { z } from 'zod';
import type { Step, WhenBranch } from '../domain/workflow/definition.ts';
import { conditions } from './workflow-conditions.ts';

const base = {
  id: z
    .string()
    .exactOptional()
    .describe(
      'Names the step: its result is $id in expressions, and goto can go to it. A small letter, then letters and digits.',
    ),
  title: z.string().exactOptional().describe('What people read in the run and in the graph of the state machine.'),
};

const stepList: z.ZodType<readonly Step[]> = z
  .lazy(() => z.array(step))
  .meta({ id: 'Steps', description: 'Steps, done one after the other.' });

const json = z
  .json()
  .meta({ id: 'Value', description: 'Any value. A text {% ... %} is a JSONata expression, at any depth.' });

const branch: z.ZodType<WhenBranch> = z
  .strictObject({
    event: z
      .string()
      .describe(
        '<entity>.<verb>, such as approvalRequest.approved, or the Business Central function name of the event.',
      ),
    where: conditions.exactOptional(),
    steps: stepList.describe('What is done when this event came first. Then the run goes on after the wait.'),
  })
  .meta({ id: 'Branch', description: 'One of the events that a wait waits for.' });

const doStep = z
  .strictObject({
    ...base,
    do: z.string().describe('The action as connector.action, or the Business Central function name of the response.'),
    with: z.record(z.string(), json).exactOptional().describe('Options of the action.'),
  })
  .describe('Runs an action.');

const whenStep = z
  .strictObject({
    ...base,
    when: z
      .array(branch)
      .describe('The run waits. The first event that comes and meets its conditions decides the branch.'),
    timeout: z
      .strictObject({
        after: z
          .string()
          .meta({ description: 'ISO 8601 duration from 1 second to 1 year.', examples: ['P30D', 'PT4H'] }),
        steps: stepList.describe('What is done when none of the events came in time.'),
      })
      .exactOptional()
      .describe('Without it the run fails when nothing came within a year.'),
  })
  .describe('Waits for one of several events.');

const setStep = z
  .strictObject({
    ...base,
    set: z.record(z.string(), json).describe('Variable name and value: { total: ... } makes $total.'),
  })
  .describe('Sets variables.');

/** Named here because an object literal with a member of this name looks like a promise to linters; this one is only a schema's shape. */
const THEN = 'then' as const;

const ifStep = z
  .strictObject({
    ...base,
    if: z.string().describe('JSONata in {% %} that gives true or false.'),
    [THEN]: stepList.describe('What is done when it is true.'),
    else: stepList.exactOptional().describe('What is done when it is false.'),
  })
  .describe('Chooses.');

const respondStep = z
  .strictObject({
    ...base,
    respond: z
      .strictObject({
        text: z.string().exactOptional().describe('What the user reads.'),
        data: json.exactOptional().describe('What a calling program gets.'),
      })
      .describe('The answer.'),
  })
  .describe('Answers the user of an instant flow at once; the run goes on.');

const gotoStep = z
  .strictObject({ ...base, goto: z.string().describe('The id of a do or when step. A wait is armed anew.') })
  .describe('Goes on at another step.');

const stopStep = z
  .strictObject({ ...base, stop: z.enum(['succeeded', 'failed', 'cancelled']).describe('The outcome of the run.') })
  .describe('Ends the run.');

/** The member that tells the kind of a step, in the order of the union's options. */
export const STEP_KINDS = ['do', 'when', 'set', 'if', 'respond', 'goto', 'stop'] as const;

const step: z.ZodType<Step> = z.union([doStep, whenStep, setStep, ifStep, respondStep, gotoStep, stopStep]).meta({
  id: 'Step',
  description: 'One step. Exactly one of do, when, set, if, respond, goto and stop tells its kind.',
});

/** The steps of a definition. */
export const steps = stepList;
