import type { WorkflowDefinition } from '../../../shared/domain/workflow/definition.ts';
import { pointerPath } from '../../../shared/domain/workflow/json-pointer.ts';
import type { Template } from '../../../statemachines/templates/template.ts';

/** What a person would fill in, by the name of the option. */
const VALUES: Readonly<Record<string, unknown>> = {
  userGroup: 'G',
  recipientUserId: 'boss',
  journalTemplateName: 'PAYMENT',
  journalBatchName: 'BANK',
  services: ['PEPPOL'],
};

/** A copy of a template with everything filled in that it needs. */
export function filled({ definition, fill = [], code }: Template): WorkflowDefinition {
  const copy: unknown = structuredClone({ ...definition, code: `${code.replace(/^MS-/, '')}-01` });
  for (const pointer of fill) set(copy, pointerPath(pointer));
  return copy as WorkflowDefinition;
}

function set(value: unknown, path: readonly string[]): void {
  const [name = '', ...rest] = path;
  if (typeof value !== 'object' || value === null) throw new Error(`There is nothing at ${name}.`);
  if (rest.length === 0) {
    Reflect.set(value, name, VALUES[name]);
    return;
  }
  if (!Reflect.has(value, name)) Reflect.set(value, name, {});
  set(Reflect.get(value, name), rest);
}
