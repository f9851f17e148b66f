import { stringify } from 'yaml';
import type { WorkflowDefinition } from '../domain/workflow/definition.ts';

export type DefinitionFormat = 'yaml' | 'json';

/** Definitions as a text that reads back to exactly the same definitions. Several make several YAML documents, or a JSON list. */
export function writeDefinitionText(definitions: readonly WorkflowDefinition[], format: DefinitionFormat): string {
  if (format === 'json') {
    return `${JSON.stringify(definitions.length === 1 ? definitions[0] : definitions, null, 2)}\n`;
  }
  const documents = definitions.map((definition) =>
    stringify(definition, { lineWidth: 120, aliasDuplicateObjects: false }),
  );
  return documents.join('---\n');
}
