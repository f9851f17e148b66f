import * as z from 'zod';
import { recordPath } from '../../domain/record/record.ts';
import { instantOf } from '../../ports/clock.ts';
import { notificationOf } from '../../usecases/compose-outbox.ts';
import { loadEntries } from '../../usecases/load-request.ts';
import { type ActionContext, ActionFailedError, defineAction } from '../catalogue/connector.ts';

const TEXTS = {
  newRecord: 'has been created',
  approval: 'is in an approval',
  overdue: 'has a pending approval that is overdue',
} as const;

/** Business Central's CREATENOTIFICATIONENTRY: the explicit recipient, else the sender when notifySender is set, else the approver. */
export const notify = defineAction({
  name: 'notify',
  title: 'Notify somebody',
  description: 'Tells a member, the sender or the approver what happened to the record.',
  businessCentralName: 'CREATENOTIFICATIONENTRY',
  optionGroup: 'G3',
  options: z
    .strictObject({
      recipientUserId: z.string().min(1).optional().describe('User id of the member who is told.'),
      notifySender: z.boolean().default(false).describe('Tells whoever asked, where no recipient is named.'),
      type: z.enum(['newRecord', 'approval', 'overdue']).default('newRecord').describe('What kind of news it is.'),
      linkTargetPage: z.string().optional().describe('Page of the source that the person is sent to.'),
      customLink: z
        .url({ protocol: /^https?$/ })
        .max(2_000)
        .optional()
        .describe('Another address to be sent to.'),
    })
    .refine(({ recipientUserId, notifySender }) => recipientUserId !== undefined || notifySender, {
      path: ['recipientUserId'],
      message: 'Fill in "recipientUserId", or set "notifySender".',
    }),
  sharesCall: 'anywhere',
  async run(context, options) {
    const { run, event, idempotencyKey, ports } = context;
    const userId = options.recipientUserId ?? (await senderOrApprover(context));
    if (userId === undefined) throw new ActionFailedError('There is nobody to tell: fill in "recipientUserId".');
    const { record } = event.event;
    const what = recordPath(record);
    const link = options.customLink ?? record.url;
    const lines = [
      `${what} ${TEXTS[options.type]}.`,
      ...(options.linkTargetPage === undefined ? [] : [`Look at it on the page ${options.linkTargetPage}.`]),
      ...(link === undefined ? [] : [link]),
    ];
    return {
      output: { notified: userId },
      notifications: [
        notificationOf({
          company: run.company,
          id: `notify/${idempotencyKey}`,
          to: { userId },
          content: { kind: 'email', subject: `${what} ${TEXTS[options.type]}`.slice(0, 250), text: lines.join('\n\n') },
          now: instantOf(ports.clock),
        }),
      ],
    };
  },
});

/** Whoever asked; else, where the run has approval entries, the approver of the first one. */
async function senderOrApprover({ run, ports }: ActionContext): Promise<string | undefined> {
  if (run.requestedBy !== undefined) return run.requestedBy;
  const [first] = await loadEntries(ports, { company: run.company, requestId: run.id });
  return first?.value.approverId;
}
