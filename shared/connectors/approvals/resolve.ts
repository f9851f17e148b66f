import type { JsonObject } from '../../domain/json/json.ts';
import { loadEntries } from '../../usecases/load-request.ts';
import { type ActionContext, ActionFailedError, defineAction } from '../catalogue/connector.ts';
import { findApprovers } from './find-approvers.ts';
import { resolveOptions } from './resolve-options.ts';

export const resolve = defineAction({
  name: 'resolve',
  title: 'Find the approvers',
  description:
    'Finds out who has to approve, before anything is changed anywhere. Fails with the reason when nobody may.',
  options: resolveOptions,
  sharesCall: 'anywhere',
  async run(context, options) {
    const { run, event, ports } = context;
    const lastCreatedId = await lastCreatedOf(context);
    const found = await findApprovers(ports, {
      company: run.company,
      requesterId: run.requestedBy,
      entity: run.record.entity,
      id: run.record.id,
      fields: event.event.record.fields,
      options,
      ...(lastCreatedId !== undefined && { lastCreatedId }),
      now: ports.clock.now(),
    });
    if (found.kind === 'refused') throw new ActionFailedError(found.reason);
    return { output: found.approvers as object as JsonObject };
  },
});

/** A workflow that asks a second time goes on behind those who are not asked yet (domain 4.4, chain start). */
async function lastCreatedOf({ run, ports }: ActionContext): Promise<string | undefined> {
  const entries = await loadEntries(ports, { company: run.company, requestId: run.id });
  const created = entries.filter(({ value }) => value.status === 'created');
  return created.sort((left, right) => left.value.sequence - right.value.sequence).at(-1)?.value.approverId;
}
