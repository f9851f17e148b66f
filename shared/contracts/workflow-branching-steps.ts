import * as z from 'zod';
import type { ForEachStep, IfStep, ParallelStep, Step, SwitchStep, TryStep } from '../domain/workflow/definition.ts';
import { anyValue, stepBase } from './workflow-step-parts.ts';

type StepList = z.ZodType<readonly Step[]>;

/** AWS runs at most this many iterations of a Map state at the same time. */
const MAX_CONCURRENCY = 40;

/** Named here because an object literal with a member of this name looks like a promise to linters; this one is only a schema's shape. */
const THEN = 'then' as const;

/** Chooses by an expression that is true or false. */
export function ifStep(stepList: StepList): z.ZodType<IfStep> {
  return z
    .strictObject({
      ...stepBase,
      if: z.string().describe('JSONata in {% %} that gives true or false.'),
      [THEN]: stepList.describe('What is done when it is true.'),
      else: stepList.exactOptional().describe('What is done when it is false.'),
    })
    .meta({ title: 'If', description: 'Chooses between two ways.' });
}

/** Chooses by a value. */
export function switchStep(stepList: StepList): z.ZodType<SwitchStep> {
  const value = z.union([z.string(), z.number(), z.boolean(), z.null()]);
  const oneCase = z
    .strictObject({
      is: z.union([value, z.array(value).min(1)]).describe('The value, or one of the values, that it is taken for.'),
      steps: stepList.describe('What is done then.'),
    })
    .meta({ id: 'Case', description: 'One of the ways.' });
  return z
    .strictObject({
      ...stepBase,
      switch: z.string().describe('JSONata in {% %} that gives a text, a number, true or false.'),
      cases: z.array(oneCase).min(1).describe('The first case that fits is taken.'),
      else: stepList.exactOptional().describe('What is done when no case fits.'),
    })
    .meta({ title: 'Switch', description: 'Chooses between several ways by a value.' });
}

/** Does the same for each item of a list. */
export function forEachStep(stepList: StepList): z.ZodType<ForEachStep> {
  return z
    .strictObject({
      ...stepBase,
      forEach: z
        .union([z.string(), z.array(anyValue)])
        .describe(
          'A list, or JSONata in {% %} that gives one. A single value is a list of one, no value is an empty list.',
        ),
      as: z
        .string()
        .exactOptional()
        .describe('The variable that holds the item, such as line for $line. item when left out.'),
      concurrency: z
        .int()
        .min(1)
        .max(MAX_CONCURRENCY)
        .exactOptional()
        .describe('So many items at the same time. One after the other when left out.'),
      steps: stepList.describe('What is done for each item. What it sets is seen only there.'),
      result: anyValue.exactOptional().describe('What each item leaves behind: $id is the list of them.'),
    })
    .meta({ title: 'For each', description: 'Does the same for each item of a list.' });
}

/** Does several things at the same time. */
export function parallelStep(stepList: StepList): z.ZodType<ParallelStep> {
  const branch = z
    .strictObject({
      title: z.string().exactOptional().describe('What people read.'),
      steps: stepList.describe('What this branch does. What it sets is seen only there.'),
      result: anyValue.exactOptional().describe('What the branch leaves behind: $id is the list of them.'),
    })
    .meta({ id: 'ParallelBranch', description: 'One of the branches.' });
  return z
    .strictObject({
      ...stepBase,
      parallel: z.array(branch).min(1).max(MAX_CONCURRENCY).describe('Branches that run at the same time.'),
    })
    .meta({
      title: 'In parallel',
      description:
        'Does several things at the same time and goes on when all are done. One that fails ends the others.',
    });
}

/** Goes on elsewhere when something fails. */
export function tryStep(stepList: StepList): z.ZodType<TryStep> {
  return z
    .strictObject({
      ...stepBase,
      try: stepList.describe('What is tried.'),
      catch: stepList.describe('What is done when any of it fails; $id is { error, cause } there.'),
    })
    .meta({ title: 'Try', description: 'Goes on elsewhere when something fails.' });
}
