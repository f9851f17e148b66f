import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { workflowSchema } from '../../shared/contracts/workflow-schema.ts';
import { templates } from '../../statemachines/templates/templates.ts';

test('docs/workflow.schema.json is the schema of the code (write it with docs/write-workflow-schema.ts)', () => {
  const published = readFileSync(new URL('../../docs/workflow.schema.json', import.meta.url), 'utf8');
  expect(JSON.parse(published)).toEqual(workflowSchema());
});

test('the published schema accepts every template and refuses an unknown member', () => {
  const check = new Ajv2020({ strict: false }).compile(workflowSchema());
  for (const { definition } of templates()) expect(check(definition), definition.code).toBe(true);
  expect(check({ ...templates()[0]?.definition, stpes: [] })).toBe(false);
});

test('every member of the schema says what it is', () => {
  const silent: string[] = [];
  const visit = (schema: unknown, path: string): void => {
    if (typeof schema !== 'object' || schema === null) return;
    const { properties } = schema as { properties?: Record<string, { description?: string; $ref?: string }> };
    for (const [name, member] of Object.entries(properties ?? {})) {
      if (!member.description && !member.$ref) silent.push(`${path}.${name}`);
    }
    for (const [name, member] of Object.entries(schema)) visit(member, `${path}/${name}`);
  };
  visit(workflowSchema(), '');
  expect(silent).toEqual([]);
});
