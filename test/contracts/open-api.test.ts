import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { openApiDocument } from '../../shared/contracts/api/open-api.ts';
import { routeList } from '../../shared/contracts/api/routes.ts';

const document = openApiDocument();

/** Every value in the document with its place. */
function* valuesOf(value: unknown, place = '#'): Generator<{ place: string; value: unknown }> {
  yield { place, value };
  if (typeof value !== 'object' || value === null) return;
  for (const [name, member] of Object.entries(value)) yield* valuesOf(member, `${place}/${name}`);
}

test('docs/openapi.json is the document of the code (write it with docs/write-openapi.ts)', () => {
  const published = readFileSync(new URL('../../docs/openapi.json', import.meta.url), 'utf8');
  expect(JSON.parse(published)).toEqual(document);
});

test('every route of the table is an operation with its own id, and so are webhooks and link pages', () => {
  const { paths } = document as { paths: Record<string, Record<string, { operationId: string }>> };
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { operationId }]) => `${operationId} ${method.toUpperCase()} ${path}`),
  );
  for (const { operationId, method, path } of routeList)
    expect(operations).toContain(`${operationId} ${method} ${path}`);
  expect(operations).toContain('receiveWebhook POST /webhooks/{company}/{source}');
  expect(operations).toContain('decideApproval POST /approvals/{linkToken}');
  expect(new Set(operations.map((operation) => operation.split(' ')[0])).size).toBe(operations.length);
});

test('every reference leads to a schema, and every schema is used', () => {
  const schemas = Object.keys((document as { components: { schemas: object } }).components.schemas);
  const references = [...valuesOf(document)].flatMap(({ place, value }) =>
    place.endsWith('/$ref') && typeof value === 'string' ? [value] : [],
  );
  const used = new Set(references.map((reference) => reference.replace('#/components/schemas/', '')));
  expect([...used].toSorted()).toEqual(schemas.toSorted());
});

test('path parameters are declared where the path names them', () => {
  const { paths } = document as {
    paths: Record<string, Record<string, { parameters: { name: string; in: string }[] }>>;
  };
  for (const [path, methods] of Object.entries(paths)) {
    const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    for (const [method, { parameters = [] }] of Object.entries(methods)) {
      const declared = parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name);
      expect(declared, `${method} ${path}`).toEqual(named);
    }
  }
});

test('every operation can be refused with a problem', () => {
  for (const { path, method, operationId } of routeList) {
    const operation = (document as Record<string, never>).paths?.[path]?.[method.toLowerCase()];
    expect(operation, operationId).toMatchObject({
      responses: {
        default: { content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } },
      },
    });
  }
});
