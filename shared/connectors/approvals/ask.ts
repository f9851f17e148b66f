import { createHash } from 'node:crypto';
import type { ApprovalEntry, ApprovalRequest } from '../../domain/approval/approval.ts';
import { contentHash } from '../../domain/approval/content-hash.ts';
import { BUSINESS_CENTRAL_RULES } from '../../domain/approval/request-rules.ts';
import { DEFAULT_WAIT_SECONDS, durationSeconds } from '../../domain/workflow/duration.ts';
import { instantOf } from '../../ports/clock.ts';
import { entryItems, requestItems } from '../../repositories/approval-items.ts';
import { approvalPolicyItems } from '../../repositories/approval-policy-items.ts';
import { findApprovalUsers } from '../../usecases/approval-setup.ts';
import { findStrangers } from '../../usecases/find-strangers.ts';
import { loadLines } from '../../usecases/large-lines.ts';
import { type ActionContext, ActionFailedError, defineAction } from '../catalogue/connector.ts';
import { approverNotification } from './approver-notification.ts';
import { askOptions } from './ask-options.ts';
import { createdEntry } from './new-entry.ts';
import { openedEntry } from './opened-entry.ts';
import { standIns } from './stand-ins.ts';

/** What stands behind `approve` steps: it asks, apart from the chain of approvers that the record may have. */
export const ask = defineAction({
  name: 'ask',
  title: 'Ask for an approval',
  description: 'Asks people a question of this workflow, all at once or one after the other.',
  options: askOptions,
  async run(context, { to, sequential, due, ...question }) {
    const { run, step, visit } = context;
    await expectPeople(context, to);
    const request = await newQuestion(context, { ...question, step, visit }, { count: to.length, due });
    const standsIn = await standInsOf(context, request);
    const entries = to.map((approverId, index) =>
      createdEntry(request, {
        approverId,
        number: index + 1,
        sequence: sequential ? index + 1 : 1,
        dueAt: request.dueAt,
      }),
    );
    const opened = entries.map((entry, index) =>
      sequential && index > 0 ? entry : openedEntry(context, request, standsIn(entry)),
    );
    return {
      output: {
        requestId: request.id,
        runId: run.id,
        entries: opened.map(({ id, approverId }) => ({ id, approverId })),
      },
      changes: [requestItems.create(request), ...opened.map(entryItems.create)],
      notifications: opened
        .filter(({ status }) => status === 'open')
        .map((entry) => approverNotification(context, entry)),
    };
  },
});

/** Whoever is absent is stood in for. Members without a place in the approval user setup are asked themselves. */
export async function standInsOf({ run, ports }: ActionContext, request: ApprovalRequest) {
  const users = await findApprovalUsers(ports, run.company);
  const standsIn = await standIns(ports, request);
  return (entry: ApprovalEntry): ApprovalEntry =>
    users.some(({ userId }) => userId === entry.approverId) ? standsIn(entry) : entry;
}

async function expectPeople({ run, ports }: ActionContext, userIds: readonly string[]): Promise<void> {
  const unknown = await findStrangers(ports, run.company, userIds);
  if (unknown.length === 0) return;
  throw new ActionFailedError(
    `Nobody is asked, because ${unknown.join(', ')} ${unknown.length === 1 ? 'is no member' : 'are no members'} of the company. Make them members, or name somebody else in "to".`,
  );
}

async function newQuestion(
  { run, event, idempotencyKey, ports }: ActionContext,
  question: NonNullable<ApprovalRequest['question']>,
  { count, due }: { count: number; due: string | undefined },
): Promise<ApprovalRequest> {
  const { company } = run;
  const { fields } = event.event.record;
  const lines = await loadLines(ports, event.event.record);
  const policy = (await approvalPolicyItems.get(ports.store, { company }))?.value;
  const seconds = (due !== undefined && durationSeconds(due)) || DEFAULT_WAIT_SECONDS;
  return {
    company,
    id: `${run.id}-${createHash('sha256').update(idempotencyKey).digest('hex').slice(0, 16)}`,
    runId: run.id,
    workflow: run.workflow,
    record: run.record,
    senderId: run.requestedBy ?? run.workflow,
    pendingApprovals: count,
    entryCount: count,
    status: 'pending',
    contentHash: contentHash({ fields, ...(lines && { lines }) }),
    askedEvent: { source: event.event.source, id: event.event.id },
    createdAt: instantOf(ports.clock),
    dueAt: new Date(ports.clock.now() + seconds * 1_000).toISOString(),
    rules: {
      ...BUSINESS_CENTRAL_RULES,
      requesterMayApprove: policy?.requesterMayApprove ?? true,
      commentOnReject: policy?.commentOnReject ?? false,
    },
    question,
  };
}
