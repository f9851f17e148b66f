import { limitKindOf } from '../../domain/approval/approver-limits.ts';
import { dueAtOf } from '../../domain/approval/due-date.ts';
import { resolveApprovers } from '../../domain/approval/resolve-approvers.ts';
import type { Company } from '../../domain/company/company.ts';
import type { JsonObject } from '../../domain/json/json.ts';
import { amountOf } from '../../domain/record/amount.ts';
import type { ItemStore } from '../../ports/item-store.ts';
import { approvalUserItems } from '../../repositories/approval-items.ts';
import { companyItems } from '../../repositories/company-items.ts';
import { keyOf } from '../../repositories/key-text.ts';
import { ActionFailedError, defineAction } from '../catalogue/connector.ts';
import { type ResolveOptions, resolveOptions } from './resolve-options.ts';

/** What `approvals.resolve` leaves for `approvals.create`. */
export type ResolvedApprovers = {
  approverIds: string[];
  requesterId: string;
  dueAt: string;
  amount: number;
  amountLcy?: number;
  currency: string;
};

export const resolve = defineAction({
  name: 'resolve',
  title: 'Find the approvers',
  description:
    'Finds out who has to approve, before anything is changed anywhere. Fails with the reason when nobody may.',
  options: resolveOptions,
  async run({ run, event, ports }, options) {
    const found = await findApprovers(ports, {
      company: run.company,
      requesterId: run.requestedBy,
      entity: run.record.entity,
      fields: event.event.record.fields,
      options,
      now: ports.clock.now(),
    });
    if (found.kind === 'refused') throw new ActionFailedError(found.reason);
    return { output: found.approvers };
  },
});

/** The approvers of a record by its amount and the approval user setup, or the reason why there are none. */
export async function findApprovers(
  ports: { store: ItemStore },
  question: {
    company: string;
    requesterId: string | undefined;
    entity: string;
    fields: JsonObject;
    options: ResolveOptions;
    now: number;
  },
): Promise<{ kind: 'resolved'; approvers: ResolvedApprovers } | { kind: 'refused'; reason: string }> {
  const { requesterId, fields, options } = question;
  if (!requesterId) return { kind: 'refused', reason: 'Nobody is named as the requester of this approval.' };
  const company = await companyOf(ports, question.company);
  const worth = amountOf(fields, company.localCurrency);
  const limitKind = limitKindOf(question.entity, fields);
  if (limitKind !== 'none' && worth.amountLcy === undefined) {
    return {
      kind: 'refused',
      reason: `The record is in ${worth.currency} and its value in ${company.localCurrency} is not known. Send the field "amountLcy".`,
    };
  }
  const users = await approvalUserItems.queryAll(ports.store, {
    index: 'base',
    partition: keyOf('approvalUser', question.company),
  });
  const code = fields.salespersonCode ?? fields.purchaserCode;
  const answer = resolveApprovers({
    approverType: options.approverType,
    limitType: options.limitType,
    ...(options.specificApproverId !== undefined && { specificApproverId: options.specificApproverId }),
    requesterId,
    ...(typeof code === 'string' && { salespersonCode: code }),
    limitKind,
    amountLcy: worth.amountLcy ?? 0,
    users: users.map(({ value }) => value),
  });
  if (answer.kind === 'refused') return answer;
  const dueAt = dueAtOf(options.dueDateFormula, question.now, company.timeZone);
  return { kind: 'resolved', approvers: { approverIds: [...answer.approverIds], requesterId, dueAt, ...worth } };
}

async function companyOf(ports: { store: ItemStore }, id: string): Promise<Company> {
  const company = await companyItems.get(ports.store, { id });
  return company?.value ?? { id, name: id, localCurrency: 'EUR', timeZone: 'UTC' };
}
