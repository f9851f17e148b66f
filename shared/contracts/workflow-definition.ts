import * as z from 'zod';
import type { WorkflowDefinition } from '../domain/workflow/definition.ts';
import { conditions } from './workflow-conditions.ts';
import { steps } from './workflow-steps.ts';

const eventTrigger = z
  .strictObject({
    event: z.string().meta({
      description: '<entity>.<verb>, or the Business Central function name of the event.',
      examples: ['purchaseDocument.approvalRequested'],
    }),
    where: conditions.exactOptional(),
    ignoreOwn: z
      .boolean()
      .exactOptional()
      .describe('true: what a run of this workflow brought about does not start it again.'),
  })
  .meta({ title: 'On an event', description: 'Starts on an event.' });

const instantTrigger = z
  .strictObject({
    instant: z
      .strictObject({
        entity: z.string().describe('The entity on whose records users start it.'),
        view: z
          .array(z.enum(['list', 'card', 'document']))
          .exactOptional()
          .describe('The pages whose Automate menu offers it. All of them when left out.'),
      })
      .meta({ title: 'Offer', description: 'Where it is offered.' }),
  })
  .meta({ title: 'On the Automate menu', description: 'Starts when a user chooses it on the Automate menu.' });

const scheduleTrigger = z
  .strictObject({
    schedule: z
      .strictObject({
        cron: z.string().meta({
          description: 'Minute, hour, day of month, month and day of week, as in crontab.',
          examples: ['0 8 * * 1'],
        }),
        timeZone: z
          .string()
          .exactOptional()
          .meta({ description: 'IANA name of the time zone. UTC when left out.', examples: ['Europe/Amsterdam'] }),
        missed: z
          .enum(['runOnce', 'skip'])
          .exactOptional()
          .describe('What becomes of starts that were missed: one run for all of them (when left out), or none.'),
      })
      .meta({ title: 'Schedule', description: 'When it starts.' }),
  })
  .meta({ title: 'On a schedule', description: 'Starts by the clock.' });

const perKey = z.string().meta({
  description: 'record, or an expression whose value tells runs apart.',
  examples: ['record', '{% $record.fields.buyFromVendorNo %}'],
});

const limits = z
  .strictObject({
    atOnce: z
      .int()
      .min(1)
      .max(1_000)
      .exactOptional()
      .describe('Runs at the same time. Further ones wait for their turn.'),
    onePer: perKey
      .exactOptional()
      .describe('One run at a time for each record, or for each value of an expression. Others wait for their turn.'),
    debounce: z
      .strictObject({
        for: z.string().meta({ description: 'ISO 8601 duration.', examples: ['PT5M'] }),
        per: perKey.exactOptional().describe('By what events belong together. The record when left out.'),
      })
      .exactOptional()
      .describe('Of several events within this time only the last one is heeded, when the time is over.'),
    perDay: z
      .int()
      .min(1)
      .exactOptional()
      .describe('Runs on one day (UTC). Further ones end at once, and whoever published the workflow is warned.'),
  })
  .meta({
    title: 'Limits of runs',
    description: 'How many runs there may be, and how soon. Not for approval workflows.',
  });

/** The member that tells the kind of a trigger, in the order of the union's options. */
export const TRIGGER_KINDS = ['event', 'instant', 'schedule'] as const;

/** The whole language, version 1. What it can not say (names that exist, options that fit) is checked by `validate`. */
export const workflowDefinition: z.ZodType<WorkflowDefinition> = z
  .strictObject({
    code: z.string().describe('Names the workflow in its company. At most 20 characters.'),
    description: z.string().exactOptional().describe('What it is for, for people.'),
    category: z.string().exactOptional().describe('A code by which workflows are grouped, such as PURCHDOC.'),
    kind: z
      .enum(['approval', 'automated', 'scheduled', 'instant'])
      .describe(
        'approval: of those that match an event only one starts. automated: all that match start. scheduled: starts by the clock. instant: users start it.',
      ),
    priority: z
      .int()
      .min(0)
      .max(1_000_000)
      .exactOptional()
      .describe(
        'Of the approval workflows that match, the one with the largest number starts; ties by code. 100 when left out.',
      ),
    on: z.union([eventTrigger, instantTrigger, scheduleTrigger]).describe('What starts it.'),
    inputs: z
      .record(z.string(), z.json().meta({ id: 'Json', description: 'Any value.' }))
      .exactOptional()
      .describe('JSON Schema of what the user of an instant flow is asked first. The answers are $inputs.'),
    limits: limits.exactOptional(),
    steps: steps.describe('What is done, one step after the other.'),
  })
  .meta({ id: 'Workflow', title: 'Werkstroom workflow', description: 'A workflow: what starts it and what it does.' });
