import * as z from 'zod';
import type { EventKey, Step, WhenBranch } from '../domain/workflow/definition.ts';
import { STEP_KINDS } from '../domain/workflow/step-kind.ts';
import { forEachStep, ifStep, parallelStep, switchStep, tryStep } from './workflow-branching-steps.ts';
import { conditions } from './workflow-conditions.ts';
import { approveStep, taskStep, timeLimit } from './workflow-people-steps.ts';
import { anyValue, duration, stepBase } from './workflow-step-parts.ts';

const stepList: z.ZodType<readonly Step[]> = z
  .lazy(() => z.array(step))
  .meta({ id: 'Steps', description: 'Steps, done one after the other.' });

const eventKey: z.ZodType<EventKey> = z
  .strictObject({
    field: z.string().min(1).max(100).describe("Field of the event's record; `id` is its id."),
    equals: z.string().min(1).describe("Field of the run's own record, as it was when the run began; `id` is its id."),
  })
  .meta({
    description:
      'By what an event of another record finds the run: whoever sends it, from any source, needs to know this value and not the run. Only for events of entities of your own, such as parcel.delivered. Without a key the event must be of the record itself, or be sent to the run as a signal.',
    examples: [{ field: 'orderNo', equals: 'no' }],
  });

const branch: z.ZodType<WhenBranch> = z
  .strictObject({
    event: z
      .string()
      .describe(
        '<entity>.<verb>, such as approvalRequest.approved, or the Business Central function name of the event.',
      ),
    key: eventKey.exactOptional(),
    where: conditions.exactOptional(),
    steps: stepList.describe('What is done when this event came first. Then the run goes on after the wait.'),
  })
  .meta({ id: 'Branch', description: 'One of the events that a wait waits for.' });

const retry = z
  .strictObject({
    attempts: z.int().min(1).max(100).describe('How often it is tried again after the first time.'),
    every: duration('The pause before the next try. 10 seconds when left out.').exactOptional(),
    backoff: z.number().min(1).max(10).exactOptional().describe('By how much the pause grows. 2 when left out.'),
  })
  .meta({
    title: 'Retry',
    description: 'Tries the action again when it says that it failed. What is only out of reach is tried again anyhow.',
  });

const doStep = z
  .strictObject({
    ...stepBase,
    do: z.string().describe('The action as connector.action, or the Business Central function name of the response.'),
    with: z.record(z.string(), anyValue).exactOptional().describe('Options of the action.'),
    retry: retry.exactOptional(),
    timeout: duration(
      'How long one try may take. Of a command: how long the source may take to report that it is done.',
    ).exactOptional(),
  })
  .meta({ title: 'Action', description: 'Runs an action.' });

const whenStep = z
  .strictObject({
    ...stepBase,
    when: z
      .array(branch)
      .describe('The run waits. The first event that comes and meets its conditions decides the branch.'),
    timeout: timeLimit(stepList).exactOptional(),
  })
  .meta({ title: 'Wait for events', description: 'Waits for one of several events.' });

const waitStep = z
  .strictObject({
    ...stepBase,
    wait: z
      .union([
        z.strictObject({ for: duration('A duration, or an expression that gives seconds.') }),
        z.strictObject({
          until: z.string().meta({
            description: 'A date or an instant, or an expression that gives one. What is past does not wait.',
            examples: ['2030-01-31', '{% $record.fields.dueDate %}'],
          }),
        }),
      ])
      .describe('How long.'),
  })
  .meta({ title: 'Wait for time', description: 'Lets time pass.' });

const setStep = z
  .strictObject({
    ...stepBase,
    set: z.record(z.string(), anyValue).describe('Variable name and value: { total: ... } makes $total.'),
  })
  .meta({ title: 'Set variables', description: 'Sets variables.' });

const respondStep = z
  .strictObject({
    ...stepBase,
    respond: z
      .strictObject({
        text: z.string().exactOptional().describe('What the user reads.'),
        data: anyValue.exactOptional().describe('What a calling program gets.'),
      })
      .describe('The answer.'),
  })
  .meta({ title: 'Respond', description: 'Answers the user of an instant flow at once; the run goes on.' });

const runStep = z
  .strictObject({
    ...stepBase,
    run: z.string().describe('The code of another workflow of this company that is enabled.'),
    inputs: z.record(z.string(), anyValue).exactOptional().describe('What that workflow sees as $inputs.'),
    background: z
      .boolean()
      .exactOptional()
      .describe('true: goes on at once. Otherwise waits for its end; $id is { runId, status, response } then.'),
  })
  .meta({ title: 'Run a workflow', description: 'Runs another workflow on the same record.' });

const gotoStep = z
  .strictObject({ ...stepBase, goto: z.string().describe('The id of a step that does or waits for something.') })
  .meta({ title: 'Go to a step', description: 'Goes on at another step. A wait is armed anew.' });

const stopStep = z
  .strictObject({ ...stepBase, stop: z.enum(['succeeded', 'failed', 'cancelled']).describe('The outcome of the run.') })
  .meta({ title: 'Stop', description: 'Ends the run.' });

const step: z.ZodType<Step> = z
  .union([
    doStep,
    whenStep,
    approveStep(stepList),
    taskStep(stepList),
    ifStep(stepList),
    switchStep(stepList),
    forEachStep(stepList),
    parallelStep(stepList),
    waitStep,
    tryStep(stepList),
    setStep,
    respondStep,
    runStep,
    gotoStep,
    stopStep,
  ])
  .meta({ id: 'Step', description: `One step. Exactly one of ${STEP_KINDS.join(', ')} tells its kind.` });

/** The steps of a definition. */
export const steps = stepList;
