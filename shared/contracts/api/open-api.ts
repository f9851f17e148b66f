import type { z } from 'zod';
import type { JsonObject } from '../../domain/json/json.ts';
import { PROBLEM_JSON, problemDetails } from '../problem-details.ts';
import { commandWebhook, publicPaths } from './open-api-public.ts';
import { createSchemaCollector, type SchemaCollector } from './open-api-schemas.ts';
import { pathParameters } from './route.ts';
import { type NamedRoute, routeList } from './routes.ts';

let document: JsonObject | undefined;

/** The OpenAPI 3.1 document of the whole outside: the API from its table of routes, webhooks and link pages beside it. */
export function openApiDocument(): JsonObject {
  document ??= buildDocument();
  return document;
}

function buildDocument(): JsonObject {
  const schemas = createSchemaCollector();
  const paths: { [path: string]: JsonObject } = {};
  for (const route of routeList) {
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operationOf(route, schemas) };
  }
  const problem = schemas.add(problemDetails, 'output');
  return {
    openapi: '3.1.0',
    info: {
      title: 'Werkstroom',
      version: '1',
      description:
        'Approvals and automations on records. Everything of a company lies under /api/v1/companies/{company}.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    tags: [...new Set(routeList.map(({ tag }) => tag)), 'Webhooks', 'Links'].map((name) => ({ name })),
    security: [{ bearer: [] }],
    paths: { ...paths, ...publicPaths(problem) },
    webhooks: commandWebhook(problem),
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      schemas: schemas.all(),
    },
  };
}

function operationOf(route: NamedRoute, schemas: SchemaCollector): JsonObject {
  const { operationId, tag, summary, description, access, body } = route;
  return {
    operationId,
    tags: [tag],
    summary,
    ...(description !== undefined && { description }),
    ...(access === 'public' ? { security: [] } : { 'x-roles': access === 'member' ? ['member'] : [...access] }),
    parameters: parametersOf(route, schemas),
    ...(body && {
      requestBody: {
        required: route.bodyOptional !== true,
        content: { 'application/json': { schema: schemas.add(body, 'input') } },
      },
    }),
    responses: responsesOf(route, schemas),
  };
}

function parametersOf(route: NamedRoute, schemas: SchemaCollector): JsonObject[] {
  const inPath = pathParameters(route.path).map((name) => ({
    name,
    in: 'path',
    required: true,
    schema: route.params?.shape[name] ? schemas.add(route.params.shape[name], 'input') : { type: 'string' },
  }));
  const inQuery = Object.entries(route.query?.shape ?? {}).map(([name, schema]) => ({
    name,
    in: 'query',
    required: !(schema as z.ZodType).safeParse(undefined).success,
    schema: schemas.add(schema as z.ZodType, 'input'),
  }));
  return [...inPath, ...inQuery, ...headersOf(route)];
}

function headersOf({ access, method, operationId }: NamedRoute): JsonObject[] {
  const header = (name: string, description: string) => ({
    name,
    in: 'header',
    required: false,
    description,
    schema: { type: 'string' },
  });
  if (access === 'public') return [];
  return [
    header('On-Behalf-Of', 'The member for whom a source speaks.'),
    ...(method === 'POST' ? [header('Idempotency-Key', 'Makes a repetition harmless; remembered for 24 hours.')] : []),
    ...(operationId === 'startInstantFlow' ? [header('Prefer', '`wait=20`: wait for the answer of the flow.')] : []),
  ];
}

function responsesOf(route: NamedRoute, schemas: SchemaCollector): JsonObject {
  const answers = Object.entries(route.answers).map(([status, schema]) => [
    status,
    {
      description: DESCRIPTIONS[status] ?? 'Done.',
      ...(schema && { content: { 'application/json': { schema: schemas.add(schema, 'output') } } }),
    },
  ]);
  const refused = {
    description: 'Refused, or failed on our side.',
    content: { [PROBLEM_JSON]: { schema: schemas.add(problemDetails, 'output') } },
  };
  return { ...Object.fromEntries(answers), default: refused };
}

const DESCRIPTIONS: Readonly<Record<string, string>> = {
  200: 'Done.',
  201: 'Made.',
  202: 'Accepted: durable, and on its way.',
  204: 'Done; nothing to tell.',
};
