import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { editorOffers } from '../../shared/connectors/editor-offers.ts';
import { workflowSchema } from '../../shared/contracts/workflow-schema.ts';
import { templates } from '../../statemachines/templates/templates.ts';
import { filled } from '../statemachines/templates/filled.ts';

test('docs/workflow.schema.json is the schema of the code (write it with docs/write-workflow-schema.ts)', () => {
  const published = readFileSync(new URL('../../docs/workflow.schema.json', import.meta.url), 'utf8');
  expect(JSON.parse(published)).toEqual(workflowSchema(editorOffers()));
});

test('the published schema accepts every template and refuses an unknown member', () => {
  const check = new Ajv2020({ strict: false, validateFormats: false }).compile(workflowSchema(editorOffers()));
  for (const template of templates()) expect(check(filled(template)), template.code).toBe(true);
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
    for (const [name, member] of Object.entries(schema)) {
      // They only say what goes together.
      if (name !== 'if' && name !== 'then') visit(member, `${path}/${name}`);
    }
  };
  visit(workflowSchema(editorOffers()), '');
  expect(silent).toEqual([]);
});
