import * as z from 'zod';
import { type LoadedRequest, loadRequest } from '../../usecases/load-request.ts';
import { type ActionContext, ActionFailedError, type ActionResult, defineAction } from '../catalogue/connector.ts';
import { approverNotification } from './approver-notification.ts';
import { SENDING_EVENTS } from './offered-after.ts';
import { openLevel } from './open-level.ts';

export const send = defineAction({
  name: 'send',
  title: 'Send the approval request',
  description:
    'Opens the next level of approvers and notifies them. When nobody has to act, the request counts as approved (domain 4.5).',
  businessCentralName: 'SENDAPPROVALREQUESTFORAPPROVAL',
  optionGroup: 'G2',
  offeredAfter: SENDING_EVENTS,
  options: z.strictObject({}),
  sharesCall: 'anywhere',
  async run(context): Promise<ActionResult> {
    const loaded = await loadRequest(context.ports, { company: context.run.company, requestId: context.run.id });
    if (!loaded) throw new ActionFailedError('No approval requests exist. Put approvals.create before approvals.send.');
    if (context.event.event.type === 'approvalRequest.delegated') return notifyDelegate(context, loaded);
    return openLevel(context, loaded);
  },
});

/** The entry is open already; only its new approver has to hear of it. */
function notifyDelegate(context: ActionContext, { entries }: LoadedRequest): ActionResult {
  const entry = entries.find(({ value }) => value.id === context.event.event.request?.entryId)?.value;
  if (entry?.status !== 'open') return { output: { opened: [] } };
  return {
    output: { opened: [], notified: [entry.approverId] },
    notifications: [approverNotification(context, entry)],
  };
}
