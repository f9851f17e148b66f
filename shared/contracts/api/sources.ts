import * as z from 'zod';
import { isEventType } from '../../domain/event/entity-verbs.ts';
import { instant, newName } from './fields.ts';
import { pageOf, pageQuery } from './page.ts';
import { COMPANY_PATH, type Route } from './route.ts';

const names = z.record(z.string(), z.string());
const values = z.record(z.string(), names);

const entityMapping = z
  .strictObject({
    fields: names
      .exactOptional()
      .describe("The source's field name -> ours. A field that is not named keeps its name."),
    values: values.exactOptional().describe("The source's field name -> its value -> ours."),
    lines: z.strictObject({ fields: names.exactOptional(), values: values.exactOptional() }).exactOptional(),
  })
  .meta({ id: 'EntityMapping' });

const sourceInput = z
  .strictObject({
    kind: z.literal('standard').describe('It sends signed webhooks (Standard Webhooks).'),
    commandUrl: z
      .url({ protocol: /^https?$/ })
      .exactOptional()
      .describe('Where commands are posted to. The source takes none when left out.'),
    allowPrivateAddress: z.boolean().exactOptional().describe('Commands may go to an address inside the own network.'),
    events: z
      .array(z.string().refine(isEventType, 'It must have the form <entity>.<verb>.'))
      .exactOptional()
      .describe('Events of built-in entities beyond the closed list.'),
    mappings: z.record(z.string(), entityMapping).exactOptional().describe('How it names what we name, by entity.'),
    commands: z
      .array(z.string().regex(/^[a-z][A-Za-z]*\.[a-z][A-Za-z]*$/, 'It must have the form record.release.'))
      .max(200)
      .exactOptional()
      .describe('Types of the commands that it can do. Workflows that need another one can not be enabled.'),
  })
  .meta({ id: 'SourceInput' });

const sourceShape = {
  id: z.string(),
  kind: z.enum(['standard', 'businessCentral']),
  commandUrl: z.string().optional(),
  allowPrivateAddress: z.boolean().optional(),
  events: z.array(z.string()).readonly().optional(),
  mappings: z.record(z.string(), entityMapping).optional(),
  commands: z.array(z.string()).readonly().optional(),
  webhookUrl: z.string().describe('Where the source posts its events to.'),
  clientId: z.string().describe('For tokens of its own (OAuth 2.0 client credentials).'),
};

const source = z
  .object({
    ...sourceShape,
    secrets: z
      .array(z.object({ version: z.number(), validUntil: instant.optional() }))
      .readonly()
      .describe('Which signing secrets are accepted; the texts are shown once.'),
  })
  .meta({ id: 'Source', description: 'A system of record that sends events and takes commands.' });

const sourceWithSecrets = z
  .object({
    ...sourceShape,
    secret: z.string().optional().describe('The signing secret. Only in the answer that made it.'),
    clientSecret: z.string().optional().describe('Only in the answer that made it.'),
  })
  .meta({ id: 'SourceWithSecrets' });

const tag = 'Sources';
const readers = ['admin', 'designer', 'auditor'] as const;

export const sourceRoutes = {
  listSources: {
    method: 'GET',
    path: `${COMPANY_PATH}/sources`,
    function: 'manage',
    access: readers,
    tag,
    summary: 'Lists the sources of the company.',
    query: pageQuery,
    answers: { 200: pageOf(source) },
  },
  getSource: {
    method: 'GET',
    path: `${COMPANY_PATH}/sources/{source}`,
    function: 'manage',
    access: readers,
    tag,
    summary: 'Shows a source.',
    answers: { 200: source },
  },
  putSource: {
    method: 'PUT',
    path: `${COMPANY_PATH}/sources/{source}`,
    function: 'manage',
    access: ['admin'],
    tag,
    summary: 'Registers a source, or changes its settings.',
    description: 'Secrets are shown once, in the answer that made them.',
    params: z.object({ source: newName }),
    body: sourceInput,
    answers: { 200: sourceWithSecrets, 201: sourceWithSecrets },
    answersSecrets: true,
  },
  rotateSource: {
    method: 'POST',
    path: `${COMPANY_PATH}/sources/{source}/rotate`,
    function: 'manage',
    access: ['admin'],
    tag,
    summary: 'Makes a new signing secret; the old one is accepted for 24 hours more.',
    body: z
      .strictObject({
        client: z
          .boolean()
          .default(false)
          .describe('Also makes new client credentials; the old ones are refused from then on.'),
      })
      .meta({ id: 'RotateInput' }),
    bodyOptional: true,
    answers: { 200: sourceWithSecrets },
    answersSecrets: true,
  },
} as const satisfies Record<string, Route>;
