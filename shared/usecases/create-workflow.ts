import type { JsonObject } from '../domain/json/json.ts';
import type { WorkflowDefinition } from '../domain/workflow/definition.ts';
import type { Problem } from '../domain/workflow/problem.ts';
import type { Workflow } from '../domain/workflow/workflow.ts';
import type { WorkflowCompiler, WorkflowTemplate } from '../domain/workflow/workflow-compiler.ts';
import { instantOf } from '../ports/clock.ts';
import type { Ports } from '../ports/ports.ts';
import { takenWorkflowIdItems, workflowItems } from '../repositories/workflow-items.ts';
import { auditChange } from './audit-change.ts';
import { checkDefinition, hasErrors } from './check-definition.ts';
import { readDraft } from './read-draft.ts';
import { retryOnConflict } from './retry-on-conflict.ts';

export type CreateWorkflowResult =
  | { readonly kind: 'created'; readonly workflow: Workflow; readonly problems: readonly Problem[] }
  | { readonly kind: 'invalid'; readonly problems: readonly Problem[] }
  | { readonly kind: 'code-taken'; readonly code: string };

export type WorkflowPorts = Pick<Ports, 'store' | 'clock' | 'ids'> & {
  readonly compiler: WorkflowCompiler;
  /** What ships with the product. Their codes are taken. */
  templates(): Promise<readonly WorkflowTemplate[]>;
};

/**
 * Keeps a new workflow. One with errors only as a draft, which can not be enabled.
 *
 * @param input.id the id that it had in another installation, kept unless it was ever taken here.
 */
export async function createWorkflow(
  ports: WorkflowPorts,
  input: { company: string; definition: unknown; draft: boolean; actor: string; id?: string },
): Promise<CreateWorkflowResult> {
  const { company, draft, actor } = input;
  const checked = await checkDefinition(ports, company, input.definition);
  const kept = checked.definition ?? readDraft(input.definition);
  if (!kept || (hasErrors(checked.problems) && !draft)) return { kind: 'invalid', problems: checked.problems };
  const code = String(kept.code);
  let id = input.id ?? ports.ids.newId();
  return retryOnConflict(ports, async (): Promise<CreateWorkflowResult> => {
    const known = await workflowItems.get(ports.store, { company, code });
    if (known?.value.id === id) return { kind: 'created', workflow: known.value, problems: checked.problems };
    if (known || (await isTemplate(ports, code))) return { kind: 'code-taken', code };
    if (input.id === id && (await takenWorkflowIdItems.get(ports.store, { id }))) id = ports.ids.newId();
    const workflow = newWorkflow(ports, { company, id, definition: kept, actor });
    await writeNew(ports, workflow);
    return { kind: 'created', workflow, problems: checked.problems };
  });
}

/** Whether a code belongs to a template. */
export async function isTemplate(ports: WorkflowPorts, code: string): Promise<boolean> {
  const templates = await ports.templates();
  return templates.some((template) => template.code === code);
}

/** A workflow as it is before anything was published. */
export function newWorkflow(
  ports: Pick<Ports, 'clock'>,
  about: {
    company: string;
    id: string;
    definition: WorkflowDefinition | JsonObject;
    actor: string;
    template?: string;
  },
): Workflow {
  const { company, id, definition, actor, template } = about;
  const now = instantOf(ports.clock);
  return {
    company,
    id,
    code: String(definition.code),
    definition,
    enabled: false,
    version: 0,
    ...(template !== undefined && { template }),
    createdAt: now,
    changedAt: now,
    changedBy: actor,
  };
}

/** Writes a new workflow with its audit entry. @throws WriteConflictError when code or id are taken. */
export async function writeNew(ports: Pick<Ports, 'store' | 'clock' | 'ids'>, workflow: Workflow): Promise<void> {
  const { company, code, id, template } = workflow;
  await ports.store.write([
    workflowItems.create(workflow),
    takenWorkflowIdItems.create({ id, company }),
    auditChange(ports, {
      company,
      actor: workflow.changedBy,
      action: 'workflow.created',
      subject: `workflow/${code}`,
      details: { id, ...(template !== undefined && { template }) },
    }),
  ]);
}
