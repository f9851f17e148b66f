import type { Problem } from '../domain/workflow/problem.ts';
import type { Workflow } from '../domain/workflow/workflow.ts';
import type { WorkflowCompiler } from '../domain/workflow/workflow-compiler.ts';
import type { Clock } from '../ports/clock.ts';
import type { ItemStore } from '../ports/item-store.ts';
import { workflowItems } from '../repositories/workflow-items.ts';
import { checkDefinition, hasErrors } from './check-definition.ts';

/** A workflow with everything that is wrong with it now, or undefined. */
export async function getWorkflow(
  ports: { store: ItemStore; clock: Clock; compiler: WorkflowCompiler },
  id: { company: string; code: string },
): Promise<{ workflow: Workflow; problems: readonly Problem[] } | undefined> {
  const found = await workflowItems.get(ports.store, id);
  if (!found) return undefined;
  const { problems } = await checkDefinition(ports, id.company, found.value.definition);
  return { workflow: found.value, problems };
}

export type CompileWorkflowResult =
  | { readonly kind: 'compiled'; readonly machine: string }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'invalid'; readonly problems: readonly Problem[] };

/** The state machine (Amazon States Language) that a workflow's definition compiles to, as it stands. */
export async function compileWorkflow(
  ports: { store: ItemStore; clock: Clock; compiler: WorkflowCompiler },
  id: { company: string; code: string },
): Promise<CompileWorkflowResult> {
  const found = await workflowItems.get(ports.store, id);
  if (!found) return { kind: 'not-found' };
  const { definition, problems } = await checkDefinition(ports, id.company, found.value.definition);
  if (!definition || hasErrors(problems)) return { kind: 'invalid', problems };
  const { machine } = await ports.compiler.compile(definition);
  return { kind: 'compiled', machine };
}
