import type { ApprovalPolicy } from '../../domain/approval/approval-policy.ts';
import { limitKindOf } from '../../domain/approval/approver-limits.ts';
import type { ApproverQuestion } from '../../domain/approval/approver-question.ts';
import { dueAtOf } from '../../domain/approval/due-date.ts';
import { resolveApprovers } from '../../domain/approval/resolve-approvers.ts';
import type { UserGroup } from '../../domain/approval/user-group.ts';
import type { Company } from '../../domain/company/company.ts';
import type { JsonObject } from '../../domain/json/json.ts';
import { amountOf, type RecordAmount, withVat } from '../../domain/record/amount.ts';
import type { ItemStore } from '../../ports/item-store.ts';
import { approvalPolicyItems, userGroupItems } from '../../repositories/approval-policy-items.ts';
import { companyItems } from '../../repositories/company-items.ts';
import { findApprovalUsers } from '../../usecases/approval-setup.ts';
import { requestRulesOf } from './request-rules-of.ts';
import type { ResolveOptions } from './resolve-options.ts';
import type { ResolvedApprovers } from './resolved-approvers.ts';

/** A record for which approval is asked. */
export interface ApprovalQuestion {
  readonly company: string;
  readonly requesterId: string | undefined;
  readonly entity: string;
  readonly id: string;
  readonly fields: JsonObject;
  readonly options: ResolveOptions;
  /** The approver of the last entry of the run that is not opened yet. */
  readonly lastCreatedId?: string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** The approvers of a record by its amount, the approval user setup and the user groups, or the reason why there are none. */
export async function findApprovers(
  ports: { store: ItemStore },
  question: ApprovalQuestion,
): Promise<
  | { readonly kind: 'resolved'; readonly approvers: ResolvedApprovers }
  | { readonly kind: 'refused'; readonly reason: string }
> {
  const { requesterId, fields, options } = question;
  if (!requesterId) return { kind: 'refused', reason: 'Nobody is named as the requester of this approval.' };
  const [company, policy, group] = await Promise.all([
    companyOf(ports, question.company),
    policyOf(ports, question.company),
    groupOf(ports, question),
  ]);
  const limitKind = limitKindOf(question.entity, fields);
  const net = amountOf(fields, company.localCurrency, policy.exchangeRates);
  const worth = options.amountBasis === 'includingVat' && limitKind !== 'none' ? withVat(net, fields) : net;
  if (!worth) return { kind: 'refused', reason: NO_VAT };
  if (limitKind !== 'none' && worth.amountLcy === undefined)
    return { kind: 'refused', reason: unknownWorth(worth, company) };
  const rules = requestRulesOf(options, policy, group);
  const answer = resolveApprovers({
    ...askedBy(question, requesterId),
    ...(group && { group }),
    limitKind,
    amountLcy: worth.amountLcy ?? 0,
    requesterMayApprove: rules.requesterMayApprove,
    users: await findApprovalUsers(ports, question.company),
  });
  if (answer.kind === 'refused') return answer;
  return {
    kind: 'resolved',
    approvers: {
      approvers: answer.approvers.map(({ userId, sequence }) => ({ userId, sequence })),
      requesterId,
      dueAt: dueAtOf(options.dueDateFormula, question.now, company.timeZone, policy),
      ...(options.dueDateFormula !== undefined && { dueDateFormula: options.dueDateFormula }),
      approvalType: options.approverType,
      limitType: limitTypeOf(options),
      ...textOf('salespersonCode', codeOf(fields)),
      ...textOf('documentType', fields.documentType),
      documentNo: textOf('no', fields.no ?? fields.number).no ?? question.id,
      rules,
      showConfirmation: options.showConfirmation,
      ...worth,
    },
  };
}

function askedBy(
  { options, fields, lastCreatedId }: ApprovalQuestion,
  requesterId: string,
): Pick<
  ApproverQuestion,
  | 'approverType'
  | 'limitType'
  | 'requesterId'
  | 'specificApproverId'
  | 'groupCode'
  | 'salespersonCode'
  | 'lastCreatedId'
> {
  return {
    approverType: options.approverType,
    limitType: options.limitType,
    requesterId,
    ...(options.specificApproverId !== undefined && { specificApproverId: options.specificApproverId }),
    ...(options.userGroup !== undefined && { groupCode: options.userGroup }),
    ...textOf('salespersonCode', codeOf(fields)),
    ...(lastCreatedId !== undefined && { lastCreatedId }),
  };
}

/** Sales documents carry a salesperson code, purchase documents a purchaser code. */
function codeOf(fields: JsonObject) {
  return fields.salespersonCode ?? fields.purchaserCode;
}

function textOf<Name extends string>(name: Name, value: unknown): { [Key in Name]?: string } {
  return (typeof value === 'string' && value !== '' ? { [name]: value } : {}) as { [Key in Name]?: string };
}

/** What Business Central stores as the entry's limit type (domain 4.3). */
function limitTypeOf({ approverType, limitType }: ResolveOptions): 'approvalLimits' | 'noLimits' {
  const byLimit = limitType === 'approverChain' || limitType === 'firstQualifiedApprover';
  return byLimit && approverType !== 'workflowUserGroup' ? 'approvalLimits' : 'noLimits';
}

const NO_VAT =
  'The approval goes by the amount including VAT, and the record does not say it. Send the field "amountIncludingVat".';

function unknownWorth({ currency }: RecordAmount, { localCurrency }: Company): string {
  return `The record is in ${currency} and its value in ${localCurrency} is not known. Send the field "amountLcy", or fill in "exchangeRates" for ${currency} in the approval policy of the company.`;
}

async function companyOf(ports: { store: ItemStore }, id: string): Promise<Company> {
  const company = await companyItems.get(ports.store, { id });
  return company?.value ?? { id, name: id, localCurrency: 'EUR', timeZone: 'UTC' };
}

async function policyOf(ports: { store: ItemStore }, company: string): Promise<ApprovalPolicy> {
  return (await approvalPolicyItems.get(ports.store, { company }))?.value ?? { company };
}

async function groupOf(
  ports: { store: ItemStore },
  { company, options }: ApprovalQuestion,
): Promise<UserGroup | undefined> {
  if (options.approverType !== 'workflowUserGroup' || !options.userGroup) return undefined;
  return (await userGroupItems.get(ports.store, { company, code: options.userGroup }))?.value;
}
