import type { Problem } from '../domain/workflow/problem.ts';
import { readBusinessCentralXml } from './business-central/read-workflows.ts';
import type { ParsedDefinition } from './parse-definition.ts';
import { parseDefinitionText } from './parse-definition-text.ts';

/** A workflow of a text; `warnings` list what Business Central's XML refers to and nobody knows here. */
export type WrittenWorkflow = ParsedDefinition & { readonly warnings?: readonly Problem[] };

const NOTHING: Problem = {
  code: 'no-workflow',
  severity: 'error',
  pointer: '',
  message: 'The text holds no workflow.',
  hint: 'Write one in YAML or JSON, or take the XML that Business Central exports.',
};

/** The workflows of a text in YAML, JSON or Business Central's XML; at least one, or why there is none. */
export function readWorkflowText(text: string): readonly WrittenWorkflow[] {
  // XML begins with a tag; nothing else that can be a workflow does.
  const written = /^\uFEFF?\s*</.test(text) ? readBusinessCentralXml(text) : parseDefinitionText(text);
  return written.length > 0 ? written : [{ problems: [NOTHING] }];
}
