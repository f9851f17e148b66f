import type { Step } from '../../domain/workflow/definition.ts';
import type { Ports } from '../../ports/ports.ts';
import type { Foresight } from '../../usecases/request-approval.ts';
import { findApprovers } from './find-approvers.ts';
import { resolveOptions } from './resolve-options.ts';

const RESOLVING = ['approvals.resolve', 'approvals.create', 'CREATEAPPROVALREQUESTS'];

/** Says why nobody could approve, before the request is handed in: the approvers are looked for as the workflow's first steps will. */
export function foreseeApprovers(ports: Pick<Ports, 'store' | 'clock'>): Foresight {
  return async ({ company, user, record, version }) => {
    const step = version.definition.steps.find(isResolving);
    const options = resolveOptions.safeParse(step?.with ?? {});
    if (!step || !options.success) return undefined;
    const found = await findApprovers(ports, {
      company,
      requesterId: user,
      entity: record.entity,
      id: record.id,
      fields: record.fields,
      options: options.data,
      now: ports.clock.now(),
    });
    return found.kind === 'refused' ? found.reason : undefined;
  };
}

function isResolving(step: Step): step is Extract<Step, { do: string }> {
  return 'do' in step && RESOLVING.includes(step.do);
}
