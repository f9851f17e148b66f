import * as z from 'zod';
import { jsonObject } from './fields.ts';
import { COMPANY_PATH, type Route } from './route.ts';

const offeredAfter = z
  .array(z.string())
  .readonly()
  .optional()
  .describe('Events behind which a designer offers it; absent: behind any. It offers, it does not forbid.');

const event = z
  .object({
    type: z.string(),
    title: z.string(),
    description: z.string().optional(),
    businessCentralName: z.string().optional(),
    offeredAfter,
  })
  .meta({ id: 'CataloguedEvent' });

const action = z
  .object({
    name: z.string().describe('`connector.action`, as workflows name it.'),
    title: z.string(),
    description: z.string(),
    businessCentralName: z.string().optional(),
    optionGroup: z.string().describe("The panel of Business Central's designer that shows its options."),
    offeredAfter,
    command: z.string().optional().describe('Type of the command that it asks the system of record to carry out.'),
    options: jsonObject.describe('JSON Schema of its options.'),
  })
  .meta({ id: 'CataloguedAction' });

const relation = z
  .object({
    entity: z.string(),
    field: z.string().optional(),
    relatedEntity: z.string(),
    relatedField: z.string().optional(),
  })
  .meta({ id: 'TableRelation' });

const catalogue = z
  .object({
    connectors: z
      .array(z.object({ name: z.string(), title: z.string(), description: z.string(), needs: z.string().optional() }))
      .readonly(),
    events: z.array(event).readonly(),
    actions: z.array(action).readonly(),
    relations: z.array(relation).readonly().describe('How records belong to each other. A missing field is the id.'),
  })
  .meta({ id: 'Catalogue', description: 'What workflows can be made of.' });

export const catalogueRoutes = {
  getCatalogue: {
    method: 'GET',
    path: `${COMPANY_PATH}/catalogue`,
    function: 'manage',
    access: 'member',
    tag: 'Workflows',
    summary: 'Shows the events and actions that workflows can be made of.',
    answers: { 200: catalogue },
  },
} as const satisfies Record<string, Route>;
