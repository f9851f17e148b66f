import type { Json } from '../../domain/json/json.ts';

/** An option of a response: its attribute in Business Central's XML and its name in ours. */
export interface OptionNames {
  readonly attribute: string;
  readonly option: string;
  /** Ours by Business Central's number, where it is a choice. The first is what a missing attribute means. */
  readonly values?: readonly string[];
  /** A missing attribute means no. */
  readonly kind?: 'yesNo';
  /** What the option is here where it is left out. */
  readonly ours?: Json;
  /** It is written out even where it is what we take for granted: people look for it. */
  readonly explicit?: true;
}

const REQUEST: readonly OptionNames[] = [
  {
    attribute: 'ApproverType',
    option: 'approverType',
    values: ['salespersonPurchaser', 'approver', 'workflowUserGroup'],
    ours: 'approver',
    explicit: true,
  },
  {
    attribute: 'ApproverLimitType',
    option: 'limitType',
    values: ['approverChain', 'directApprover', 'firstQualifiedApprover', 'specificApprover'],
    ours: 'approverChain',
    explicit: true,
  },
  { attribute: 'WorkflowUserGroupCode', option: 'userGroup' },
  { attribute: 'ApproverUserID', option: 'specificApproverId' },
  { attribute: 'DueDateFormula', option: 'dueDateFormula' },
  { attribute: 'DelegateAfter', option: 'delegateAfter', values: ['never', '1D', '2D', '5D'], ours: 'never' },
  { attribute: 'ShowConfirmationMessage', option: 'showConfirmation', kind: 'yesNo', ours: true },
];

const NOTIFY_SENDER: OptionNames = {
  attribute: 'NotifySender',
  option: 'notifySender',
  kind: 'yesNo',
  ours: false,
};
const JOURNAL: readonly OptionNames[] = [
  { attribute: 'GeneralJournalTemplateName', option: 'journalTemplateName' },
  { attribute: 'GeneralJournalBatchName', option: 'journalBatchName' },
];

/** By function name. What does not stand here has no options. */
export const RESPONSE_OPTIONS: Readonly<Record<string, readonly OptionNames[]>> = {
  CREATEAPPROVALREQUESTS: REQUEST,
  REJECTALLAPPROVALREQUESTS: [NOTIFY_SENDER],
  CANCELALLAPPROVALREQUESTS: [NOTIFY_SENDER],
  SHOWMESSAGE: [{ attribute: 'Message', option: 'text' }],
  CREATENOTIFICATIONENTRY: [
    { attribute: 'NotificationUserID', option: 'recipientUserId' },
    NOTIFY_SENDER,
    {
      attribute: 'NotificationEntryType',
      option: 'type',
      values: ['newRecord', 'approval', 'overdue'],
      ours: 'newRecord',
    },
    { attribute: 'LinkTargetPage', option: 'linkTargetPage' },
    { attribute: 'CustomLink', option: 'customLink' },
  ],
  CREATEPMTLINEFORPOSTEDDOCUMENT: JOURNAL,
  BACKGROUNDCREATEPMTLINEFORPOSTEDDOCUMENT: JOURNAL,
};

/** Responses with an option that is a field of a table: `TableNumber` and `FieldNumber` there. */
export const FIELD_RESPONSES = ['REVERTVALUEFORFIELD', 'APPLYNEWVALUES'];

/** Attributes that say nothing of a response beyond what its function says. */
export const SAID_ELSEWHERE = ['ResponseOptionGroup', 'ResponseFunctionName', 'EventConditions'];

/** Options that are the response itself there: with any other value it can not be said. */
export const IMPLIED_OPTIONS: Readonly<Record<string, Readonly<Record<string, Json>>>> = {
  SETSTATUSTOPENDINGAPPROVAL: { status: 'Pending Approval' },
};

/** Captions by which the XML may name a choice instead of its number. */
function isSame(caption: string, ours: string): boolean {
  const plain = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, '');
  const written = plain(caption).replace(/^(\d+)days?$/, '$1d');
  return written === plain(ours) || written === `workflow${plain(ours)}`;
}

/** Our value of an attribute, which may be missing; undefined where it says nothing beyond what we take for granted. */
export function optionValue(names: OptionNames, written = ''): Json | undefined {
  const value = readValue(names, written);
  return value === names.ours && !names.explicit ? undefined : value;
}

function readValue({ values, kind }: OptionNames, written: string): Json | undefined {
  if (kind === 'yesNo') return /^(1|true|yes)$/i.test(written);
  if (!values) return written === '' ? undefined : written;
  if (written === '') return values[0];
  return values.find((ours, number) => String(number) === written || isSame(written, ours)) ?? written;
}

/** The attribute's text for our value, which may be left out; undefined where Business Central leaves it out, too. */
export function attributeValue({ values, kind, ours }: OptionNames, given: Json | undefined): string | undefined {
  const value = given ?? ours;
  if (value === undefined || value === '') return undefined;
  if (kind === 'yesNo') return value === true ? '1' : undefined;
  const number = values?.findIndex((one) => isSame(String(value), one)) ?? -1;
  if (number === 0) return undefined;
  return number > 0 ? String(number) : String(value);
}
