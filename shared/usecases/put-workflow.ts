import type { Problem } from '../domain/workflow/problem.ts';
import type { Workflow } from '../domain/workflow/workflow.ts';
import { instantOf } from '../ports/clock.ts';
import { workflowItems } from '../repositories/workflow-items.ts';
import { auditChange } from './audit-change.ts';
import { checkDefinition, hasErrors } from './check-definition.ts';
import type { WorkflowPorts } from './create-workflow.ts';
import { readDraft } from './read-draft.ts';
import { retryOnConflict } from './retry-on-conflict.ts';
import { isSame } from './same-value.ts';

export type PutWorkflowResult =
  | { readonly kind: 'saved'; readonly workflow: Workflow; readonly problems: readonly Problem[] }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'invalid'; readonly problems: readonly Problem[] };

/** Replaces the definition of a workflow. What is enabled goes on as it was published. */
export async function putWorkflow(
  ports: WorkflowPorts,
  input: { company: string; code: string; definition: unknown; draft: boolean; actor: string },
): Promise<PutWorkflowResult> {
  const { company, code, actor } = input;
  const checked = await checkDefinition(ports, company, input.definition);
  const definition = checked.definition ?? readDraft(input.definition);
  const problems = [...checked.problems, ...(definition && definition.code !== code ? [otherCode(code)] : [])];
  return retryOnConflict(ports, async (): Promise<PutWorkflowResult> => {
    const before = await workflowItems.get(ports.store, { company, code });
    if (!before) return { kind: 'not-found' };
    const refused = hasErrors(problems) && !(input.draft && definition?.code === code);
    if (!definition || refused) return { kind: 'invalid', problems };
    if (isSame(before.value.definition, definition)) return { kind: 'saved', workflow: before.value, problems };
    const workflow: Workflow = { ...before.value, definition, changedAt: instantOf(ports.clock), changedBy: actor };
    await ports.store.write([
      workflowItems.update(before, workflow),
      auditChange(ports, { company, actor, action: 'workflow.changed', subject: `workflow/${code}` }),
    ]);
    return { kind: 'saved', workflow, problems };
  });
}

function otherCode(code: string): Problem {
  return {
    code: 'other-code',
    severity: 'error',
    pointer: '/code',
    message: `The code must stay ${code}.`,
    hint: 'To give a workflow another code, create a new one with this definition.',
  };
}
