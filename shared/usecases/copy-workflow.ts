import type { Workflow } from '../domain/workflow/workflow.ts';
import { workflowItems } from '../repositories/workflow-items.ts';
import { isTemplate, newWorkflow, type WorkflowPorts, writeNew } from './create-workflow.ts';
import { retryOnConflict } from './retry-on-conflict.ts';

export type CopyWorkflowResult =
  | { readonly kind: 'created'; readonly workflow: Workflow }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'code-taken'; readonly code: string };

/** Business Central's length of a code. */
const MAX_CODE_LENGTH = 20;
const MAX_TRIES = 1_000;

/** Copies a workflow as it stands now, disabled. Without a code of its own the copy gets the next free number: `PO` -> `PO-01`, `PO-01` -> `PO-02`. */
export async function copyWorkflow(
  ports: WorkflowPorts,
  input: { company: string; code: string; to?: string; actor: string },
): Promise<CopyWorkflowResult> {
  const { company, actor, to } = input;
  const id = ports.ids.newId();
  return retryOnConflict(ports, async (): Promise<CopyWorkflowResult> => {
    const original = await workflowItems.get(ports.store, input);
    if (!original) return { kind: 'not-found' };
    const candidates = to === undefined ? codesAfter(input.code) : [to];
    for (const code of candidates) {
      const known = await workflowItems.get(ports.store, { company, code });
      if (known?.value.id === id) return { kind: 'created', workflow: known.value };
      if (known || (await isTemplate(ports, code))) continue;
      const { template } = original.value;
      const definition = { ...original.value.definition, code };
      const workflow = newWorkflow(ports, {
        company,
        id,
        definition,
        actor,
        ...(template !== undefined && { template }),
      });
      await writeNew(ports, workflow);
      return { kind: 'created', workflow };
    }
    return { kind: 'code-taken', code: to ?? input.code };
  });
}

/** The codes that follow a code, in order; the stem is cut where the number would not fit. */
export function* codesAfter(code: string): Generator<string> {
  const numbered = /^(.*)-(\d{2,})$/.exec(code);
  const stem = numbered?.[1] ?? code;
  const first = Number(numbered?.[2] ?? 0) + 1;
  for (let number = first; number < first + MAX_TRIES; number += 1) {
    const ending = `-${String(number).padStart(2, '0')}`;
    yield `${stem.slice(0, MAX_CODE_LENGTH - ending.length)}${ending}`;
  }
}
