import * as z from 'zod';
import type { ApproveStep, Step, TaskStep, TimeLimit } from '../domain/workflow/definition.ts';
import { duration, stepBase } from './workflow-step-parts.ts';

const to = z
  .union([z.string(), z.array(z.string()).min(1)])
  .describe('User ids, or an expression that gives one or a list of them.');

const approve = z
  .strictObject({
    title: z.string().describe('What is asked, in one line.'),
    text: z.string().exactOptional().describe('What those who are asked should know.'),
    to,
    needs: z
      .union([z.literal('first'), z.literal('everyone'), z.int().min(1)])
      .exactOptional()
      .describe('How many must agree: the first answer decides (when left out), everyone, or so many.'),
    sequential: z.boolean().exactOptional().describe('They are asked one after the other, in the order of "to".'),
    responses: z
      .array(z.string().min(1))
      .min(2)
      .exactOptional()
      .describe('What can be answered. Approve and Reject when left out.'),
    due: duration('How long they have, until it counts as overdue.').exactOptional(),
  })
  .meta({ title: 'Question', description: 'The question.' });

const task = z
  .strictObject({
    title: z.string().describe('What is to be done, in one line.'),
    text: z.string().exactOptional().describe('More about it.'),
    to: to.exactOptional(),
    group: z.string().exactOptional().describe('Code of a user group, any of whose members may do it.'),
    form: z
      .record(z.string(), z.json())
      .exactOptional()
      .describe('JSON Schema of what is filled in when it is done. The answers are $id.answers.'),
    due: duration('How long they have, until it counts as overdue.').exactOptional(),
    remind: z
      .array(duration('How long after it was given.'))
      .exactOptional()
      .describe('When reminders are sent, as durations since it was given.'),
  })
  .meta({ title: 'Task', description: 'The task.' });

/** The time limit of a step that waits for somebody. */
export function timeLimit(stepList: z.ZodType<readonly Step[]>): z.ZodType<TimeLimit> {
  return z
    .strictObject({
      after: duration('ISO 8601 duration from 1 second to 1 year.'),
      steps: stepList.describe('What is done when nothing came in time.'),
    })
    .meta({ title: 'Time limit', description: 'Without it the run fails when nothing came within 364 days.' });
}

/** Asks people for an answer and waits for it. */
export function approveStep(stepList: z.ZodType<readonly Step[]>): z.ZodType<ApproveStep> {
  return z.strictObject({ ...stepBase, approve, timeout: timeLimit(stepList).exactOptional() }).meta({
    title: 'Approval',
    description:
      'Asks people for an approval and waits. $id.outcome is the answer, $id.responses say who answered what.',
  });
}

/** Gives people something to do and waits until it is done. */
export function taskStep(stepList: z.ZodType<readonly Step[]>): z.ZodType<TaskStep> {
  return z.strictObject({ ...stepBase, task, timeout: timeLimit(stepList).exactOptional() }).meta({
    title: 'Task for somebody',
    description:
      'Gives somebody something to do and waits. $id.done says whether it was done, $id.answers hold the form.',
  });
}
