import { expect } from 'vitest';
import type { WorkflowDefinition } from '../../../shared/domain/workflow/definition.ts';
import { validate } from '../../../statemachines/lint/validate.ts';
import { smallCatalogue } from '../support/small-catalogue.ts';

const CATALOGUE = smallCatalogue();

/** What is wrong with a definition, each as severity, code and pointer. */
export function found(definition: WorkflowDefinition): string[] {
  const problems = validate(definition, CATALOGUE);
  for (const { hint } of problems) expect(hint).not.toBe('');
  return problems.map(({ code, severity, pointer }) => `${severity} ${code} ${pointer}`);
}
