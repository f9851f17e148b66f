import * as z from 'zod';
import { entryItems, requestItems } from '../../repositories/approval-items.ts';
import { loadRequest } from '../../usecases/load-request.ts';
import { type ActionContext, ActionFailedError, type ActionResult, defineAction } from '../catalogue/connector.ts';
import { findApprovers } from './find-approvers.ts';
import { newEntry } from './new-entry.ts';
import { newRequest } from './new-request.ts';
import { resolveOptions } from './resolve-options.ts';
import type { ResolvedApprovers } from './resolved-approvers.ts';

export const createApproved = defineAction({
  name: 'createApproved',
  title: 'Create an approved request',
  description: 'The request needs nobody: one entry of the requester, approved at once, and a message (domain 2.2).',
  businessCentralName: 'CREATEANDAPPROVEAPPROVALREQUESTAUTOMATICALLY',
  offeredAfter: ['salesDocument.creditLimitNotExceeded'],
  options: z.strictObject({}),
  async run(context): Promise<ActionResult> {
    const { run, ports } = context;
    const before = await loadRequest(ports, { company: run.company, requestId: run.id });
    if (before) return { output: { requestId: run.id, message: 'The request exists already.' } };
    const approvers = await requesterAlone(context);
    const entry = newEntry(context, approvers, {
      number: 1,
      approverId: approvers.requesterId,
      sequence: 1,
      dueAt: approvers.dueAt,
    });
    const request = await newRequest(context, approvers, { before: undefined, entries: [entry], base: 0 });
    return {
      output: { requestId: run.id, message: 'The request has been approved automatically: no approval is needed.' },
      changes: [entryItems.create({ ...entry, limitType: 'creditLimits' }), requestItems.create(request)],
    };
  },
});

/** The requester must be in the approval user setup, as everywhere; nobody else is asked. */
async function requesterAlone({ run, event, ports }: ActionContext): Promise<ResolvedApprovers> {
  const found = await findApprovers(ports, {
    company: run.company,
    requesterId: run.requestedBy,
    entity: run.record.entity,
    id: run.record.id,
    fields: { ...event.event.record.fields, amountLcy: 0 },
    options: resolveOptions.parse({
      limitType: 'specificApprover',
      specificApproverId: run.requestedBy ?? '',
      requesterMayApprove: true,
    }),
    now: ports.clock.now(),
  });
  if (found.kind === 'refused') throw new ActionFailedError(found.reason);
  return found.approvers;
}
