import type { Workflow } from '../domain/workflow/workflow.ts';
import type { WorkflowTemplate } from '../domain/workflow/workflow-compiler.ts';
import { workflowItems } from '../repositories/workflow-items.ts';
import { newWorkflow, type WorkflowPorts, writeNew } from './create-workflow.ts';
import { retryOnConflict } from './retry-on-conflict.ts';

export type CopyTemplateResult =
  | { readonly kind: 'created'; readonly workflow: Workflow }
  | { readonly kind: 'unknown-template' }
  | { readonly kind: 'no-free-number'; readonly stem: string };

const MAX_NUMBER = 99;

/** Makes a workflow out of a template, under the template's code without `MS-` and with the first free number: `POAPW-01`. */
export async function copyTemplate(
  ports: WorkflowPorts,
  input: { company: string; template: string; actor: string },
): Promise<CopyTemplateResult> {
  const templates = await ports.templates();
  const template = templates.find(({ code }) => code === input.template);
  if (!template) return { kind: 'unknown-template' };
  const id = ports.ids.newId();
  return retryOnConflict(ports, async (): Promise<CopyTemplateResult> => {
    const stem = template.code.replace(/^MS-/, '');
    for (let number = 1; number <= MAX_NUMBER; number++) {
      const code = `${stem}-${String(number).padStart(2, '0')}`;
      const known = await workflowItems.get(ports.store, { company: input.company, code });
      if (known?.value.id === id) return { kind: 'created', workflow: known.value };
      if (known) continue;
      const workflow = copyOf(ports, { ...input, id, code, of: template });
      await writeNew(ports, workflow);
      return { kind: 'created', workflow };
    }
    return { kind: 'no-free-number', stem };
  });
}

function copyOf(
  ports: WorkflowPorts,
  copy: { company: string; id: string; code: string; of: WorkflowTemplate; actor: string },
): Workflow {
  const { company, id, code, of, actor } = copy;
  return newWorkflow(ports, { company, id, actor, definition: { ...of.definition, code }, template: of.code });
}
