import { parseDefinitionText } from '../../../shared/contracts/parse-definition-text.ts';
import type { WorkflowDefinition } from '../../../shared/domain/workflow/definition.ts';

/** The definition that a YAML text holds. Fails the test when it has not even the form of one. */
export function definitionOf(yaml: string): WorkflowDefinition {
  const [parsed] = parseDefinitionText(yaml);
  if (!parsed || 'problems' in parsed) throw new Error(JSON.stringify(parsed?.problems ?? 'no definition', null, 2));
  return parsed.definition;
}

/** An automated workflow on `item.modified` with these steps. */
export function withSteps(yamlSteps: string): WorkflowDefinition {
  const indented = yamlSteps.replaceAll(/^/gm, '  ');
  return definitionOf(`code: TEST\nkind: automated\non: { event: item.modified }\nsteps:\n${indented}\n`);
}
