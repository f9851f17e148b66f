import type { WorkflowDefinition } from '../domain/workflow/definition.ts';
import type { Problem } from '../domain/workflow/problem.ts';
import { depthProblems, sizeProblems } from './definition-limits.ts';
import { schemaProblems } from './schema-problems.ts';
import { type SoundParts, soundParts } from './sound-parts.ts';
import { workflowDefinition } from './workflow-definition.ts';

/** A definition that has the form of one, or everything that is wrong with its form. */
export type ParsedDefinition =
  | { readonly definition: WorkflowDefinition }
  | { readonly problems: readonly Problem[]; readonly sound?: SoundParts };

/** Checks the form of a definition: members, types, limits of size. What its names refer to is checked by `validate`. */
export function parseDefinition(value: unknown): ParsedDefinition {
  const tooDeep = depthProblems(value);
  if (tooDeep.length > 0) return { problems: tooDeep };
  const result = workflowDefinition.safeParse(value);
  if (!result.success) {
    const problems = schemaProblems(result.error.issues, { schema: workflowDefinition, value });
    const sound = soundParts(value, problems);
    return { problems, ...(sound && { sound }) };
  }
  const tooLarge = sizeProblems(result.data);
  return tooLarge.length > 0 ? { problems: tooLarge } : { definition: result.data };
}
