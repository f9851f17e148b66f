import type { ActionCatalogue, CataloguedAction } from '../../../shared/domain/workflow/catalogue.ts';

interface Options {
  readonly title: string;
  readonly command?: boolean;
  readonly sharesCall?: 'anywhere' | 'first';
  readonly options?: readonly string[];
  readonly required?: readonly string[];
}

const ACTIONS: Readonly<Record<string, Options>> = {
  'approvals.resolve': { title: 'Find the approvers', options: ['approverType', 'limitType', 'dueDateFormula'] },
  'approvals.create': { title: 'Create approval requests', options: ['approverType', 'limitType', 'dueDateFormula'] },
  'approvals.send': { title: 'Send the approval request' },
  'approvals.rejectAll': { title: 'Reject the approval request', options: ['notifySender'] },
  'approvals.cancelAll': { title: 'Cancel the approval request', options: ['notifySender'] },
  'records.restrict': { title: 'Restrict the use of the record' },
  'records.allow': { title: 'Allow the use of the record' },
  'records.setStatus': { title: 'Set the status', command: true, required: ['status'] },
  'records.release': { title: 'Release the document', command: true },
  'records.reopen': { title: 'Reopen the document', command: true },
  'records.revertValue': { title: 'Take the new value back', required: ['field'] },
  'records.applyValues': { title: 'Apply the new values', options: ['field'] },
  'notifications.showMessage': { title: 'Show a message', required: ['text'] },
  'email.send': { title: 'Send an e-mail', required: ['to', 'subject', 'text'] },
  'flow.respond': { title: 'Answer', options: ['text', 'data'] },
  'flow.run': { title: 'Run another workflow', options: ['workflow', 'inputs'] },
  'flow.outcome': { title: 'Say how the other run ended', options: ['runId'] },
  'approvals.ask': { title: 'Ask for an approval' },
  'approvals.outcome': { title: 'Say what the answers come to' },
  'test.begin': { title: 'Begin', sharesCall: 'first' },
  'tasks.assign': { title: 'Give a task' },
  'tasks.outcome': { title: 'Say what became of the task' },
  'test.work': { title: 'Work', sharesCall: 'anywhere', options: ['value', 'fail', 'slow'] },
  'test.command': { title: 'Order', command: true, options: ['value', 'refused', 'silent', 'later'] },
};

const ALIASES: Readonly<Record<string, string>> = {
  CREATEAPPROVALREQUESTS: 'approvals.create',
  SENDAPPROVALREQUESTFORAPPROVAL: 'approvals.send',
  REVERTVALUEFORFIELD: 'records.revertValue',
  APPLYNEWVALUES: 'records.applyValues',
};

/** The actions that tests of the language need, without any connector. */
export function smallCatalogue(): ActionCatalogue {
  const actions = Object.fromEntries(Object.entries(ACTIONS).map(([name, about]) => [name, catalogued(name, about)]));
  for (const [alias, name] of Object.entries(ALIASES)) {
    const action = actions[name];
    if (action) actions[alias] = action;
  }
  return { actions };
}

function catalogued(
  name: string,
  { title, command = false, sharesCall, options = [], required = [] }: Options,
): CataloguedAction {
  const known = [...options, ...required];
  return {
    name,
    title,
    command,
    ...(sharesCall && { sharesCall }),
    checkOptions: (given) => [
      ...Object.keys(given)
        .filter((option) => !known.includes(option))
        .map((option) => ({
          code: 'unknown-option',
          severity: 'error' as const,
          pointer: `/${option}`,
          message: `There is no option ${option}.`,
          hint: `There may be ${known.join(', ')}.`,
        })),
      ...required
        .filter((option) => !(option in given))
        .map((option) => ({
          code: 'bad-option',
          severity: 'error' as const,
          pointer: `/${option}`,
          message: `${option} is required.`,
          hint: `Add ${option}.`,
        })),
    ],
  };
}
