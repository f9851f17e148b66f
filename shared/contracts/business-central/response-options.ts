import type { Json } from '../../domain/json/json.ts';

/** An option of a response: its attribute in Business Central's XML and its name in ours. */
interface OptionNames {
  readonly attribute: string;
  readonly option: string;
  /** Ours by Business Central's number, where it is a choice. */
  readonly values?: readonly string[];
  readonly kind?: 'yesNo';
}

const REQUEST: readonly OptionNames[] = [
  {
    attribute: 'ApproverType',
    option: 'approverType',
    values: ['salespersonPurchaser', 'approver', 'workflowUserGroup'],
  },
  {
    attribute: 'ApproverLimitType',
    option: 'limitType',
    values: ['approverChain', 'directApprover', 'firstQualifiedApprover', 'specificApprover'],
  },
  { attribute: 'WorkflowUserGroupCode', option: 'userGroup' },
  { attribute: 'ApproverUserID', option: 'specificApproverId' },
  { attribute: 'DueDateFormula', option: 'dueDateFormula' },
];

/** By function name. What does not stand here has no options. */
export const RESPONSE_OPTIONS: Readonly<Record<string, readonly OptionNames[]>> = {
  CREATEAPPROVALREQUESTS: REQUEST,
  REJECTALLAPPROVALREQUESTS: [{ attribute: 'NotifySender', option: 'notifySender', kind: 'yesNo' }],
  CANCELALLAPPROVALREQUESTS: [{ attribute: 'NotifySender', option: 'notifySender', kind: 'yesNo' }],
  SENDAPPROVALREQUESTFORAPPROVAL: [],
  SHOWMESSAGE: [{ attribute: 'Message', option: 'text' }],
};

/** Options that are the response itself there: with any other value it can not be said. */
export const IMPLIED_OPTIONS: Readonly<Record<string, Readonly<Record<string, Json>>>> = {
  SETSTATUSTOPENDINGAPPROVAL: { status: 'Pending Approval' },
};

/** Captions by which the XML may name a choice instead of its number. */
function isSame(caption: string, ours: string): boolean {
  const plain = (text: string) => text.toLowerCase().replace(/[^a-z]/g, '');
  return plain(caption) === plain(ours) || plain(caption) === `workflow${plain(ours)}`;
}

/** Our value of an attribute; undefined where it says nothing. */
export function optionValue({ values, kind }: OptionNames, written: string): Json | undefined {
  if (written === '') return undefined;
  if (kind === 'yesNo') return /^(1|true|yes)$/i.test(written) ? true : undefined;
  if (!values) return written;
  return values.find((ours, number) => String(number) === written || isSame(written, ours)) ?? written;
}

/** The attribute's text for our value. */
export function attributeValue({ values, kind }: OptionNames, value: Json): string {
  if (kind === 'yesNo') return value === true ? '1' : '0';
  const number = values?.indexOf(String(value)) ?? -1;
  return number >= 0 ? String(number) : String(value);
}
