import * as z from 'zod';
import type { ApprovalEntry } from '../../domain/approval/approval.ts';
import { resultOf } from '../../domain/approval/question-result.ts';
import type { JsonObject } from '../../domain/json/json.ts';
import { entryItems } from '../../repositories/approval-items.ts';
import { type LoadedRequest, loadRequest } from '../../usecases/load-request.ts';
import { type ActionContext, ActionFailedError, type ActionResult, defineAction } from '../catalogue/connector.ts';
import { approverNotification } from './approver-notification.ts';
import { standInsOf } from './ask.ts';
import { openedEntry } from './opened-entry.ts';

const asked = z.looseObject({ requestId: z.string().describe('The request of the question.') });

/** What stands behind `approve` steps each time somebody has answered: it says what the answers come to, or asks the next one. */
export const outcome = defineAction({
  name: 'outcome',
  title: 'Say what the answers come to',
  description:
    'Whether a question is decided, the answer that won, and who answered what. One after the other, the next one is asked.',
  options: z.strictObject({ asked: asked.describe('What approvals.ask has answered.') }),
  async run(context, options): Promise<ActionResult> {
    const { run, ports } = context;
    const loaded = await loadRequest(ports, { company: run.company, requestId: options.asked.requestId });
    if (!loaded) throw new ActionFailedError('What was asked is not kept any more.');
    const { status, question } = loaded.request.value;
    if (status === 'pending') return askFurther(context, loaded);
    if (question?.outcome === undefined) throw new ActionFailedError('The question was closed before it was decided.');
    const result = resultOf(
      question.outcome,
      loaded.entries.map(({ value }) => value),
    );
    return { output: { decided: true, result: result as object as JsonObject } };
  },
});

/** Undecided. A new approver hears of the entry, and where nobody is asked now, the next one is. */
async function askFurther(context: ActionContext, loaded: LoadedRequest): Promise<ActionResult> {
  const undecided = { decided: false, result: null };
  const { type, request: facts } = context.event.event;
  const entries = loaded.entries.map(({ value }) => value);
  const delegated =
    type === 'approvalRequest.delegated'
      ? entries.find(({ id, status }) => id === facts?.entryId && status === 'open')
      : undefined;
  if (delegated) return { output: undecided, notifications: [approverNotification(context, delegated)] };
  const mine = entries.find(isOpenedBy(context));
  if (mine) return { output: undecided, notifications: [approverNotification(context, mine)] };
  const next = loaded.entries.find(({ value }) => value.status === 'created');
  if (!next || entries.some(({ status }) => status === 'open')) return { output: undecided };
  const standsIn = await standInsOf(context, loaded.request.value);
  const entry = openedEntry(context, loaded.request.value, standsIn(next.value));
  return {
    output: undecided,
    changes: [entryItems.update(next, entry)],
    notifications: [approverNotification(context, entry)],
  };
}

function isOpenedBy({ idempotencyKey }: ActionContext): (entry: ApprovalEntry) => boolean {
  return ({ openedBy, status }) => status === 'open' && openedBy === idempotencyKey;
}
