import type { ApprovalView } from '../domain/approval/approval-view.ts';
import type { Notification } from '../domain/notification/notification.ts';
import type { Run } from '../domain/run/run.ts';
import type { TaskOccasion } from '../domain/task/times.ts';
import type { UserTask } from '../domain/task/user-task.ts';
import { MailRefusedError } from '../ports/mailer.ts';
import type { Ports, Settings } from '../ports/ports.ts';
import { approvalUserItems, linkItems, requestItems } from '../repositories/approval-items.ts';
import { memberItems } from '../repositories/company-items.ts';
import { later, NINETY_DAYS } from '../repositories/key-text.ts';
import { recordItems } from '../repositories/record-items.ts';
import { runItems } from '../repositories/run-items.ts';
import { userTaskItems } from '../repositories/task-items.ts';
import { hashOfToken } from './find-link.ts';
import { localeOf } from './locale-of.ts';
import { recordUnsent } from './record-unsent.ts';
import { viewApproval } from './view-approval.ts';

/** 256 random bits: nobody guesses a link. */
const TOKEN_BYTES = 32;

/** A mail in both its forms. */
export interface MailText {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** The mails, worded. Rendering is handed in: use cases know what to say, not how it looks. */
export interface MailWords {
  approvalRequested(
    view: ApprovalView,
    about: { url: string; delegatedBy?: string; occasion?: 'reminder' | 'overdue' },
  ): MailText;
  taskGiven(task: UserTask, about: { url: string; occasion?: TaskOccasion }): MailText;
  approvalEnded(
    view: Pick<ApprovalView, 'record' | 'request' | 'language' | 'timeZone'>,
    ended: { outcome: 'approved' | 'rejected' | 'canceled'; by?: string; comment?: string },
  ): MailText;
  runParked(run: Run, about: { message: string; url: string }): MailText;
  runFailed(run: Run, message: string): MailText;
  requestRefused(about: { record: string; reason: string }): MailText;
  plain(content: { subject: string; text: string }): MailText;
}

type NotifyPorts = Pick<Ports, 'store' | 'blobs' | 'mailer' | 'clock' | 'ids' | 'log'> & {
  readonly settings: Pick<Settings, 'publicBaseUrl'>;
  readonly words: MailWords;
};

/** Words a notification as things stand now and sends it. What is no longer true is not sent. */
export async function sendNotification(ports: NotifyPorts, notification: Notification): Promise<void> {
  const to = await addressOf(ports, notification);
  if (!to) return recordUnsent(ports, notification, 'The recipient has no e-mail address.');
  const mail = await wordsFor(ports, notification);
  if (!mail) return;
  try {
    await ports.mailer.send({ ...mail, to, company: notification.company, idempotencyKey: notification.id });
  } catch (error) {
    if (!(error instanceof MailRefusedError)) throw error;
    await recordUnsent(ports, notification, 'The mail was refused for good.');
  }
}

/** The address in the approval user setup counts before the member's own. */
async function addressOf(ports: NotifyPorts, { company, to }: Notification): Promise<string | undefined> {
  if ('email' in to) return to.email;
  const setup = await approvalUserItems.get(ports.store, { company, userId: to.userId });
  if (setup?.value.email) return setup.value.email;
  return (await memberItems.get(ports.store, { company, userId: to.userId }))?.value.email;
}

async function wordsFor(ports: NotifyPorts, notification: Notification): Promise<MailText | undefined> {
  const { company, content } = notification;
  switch (content.kind) {
    case 'approvalRequested':
      return wordsOfRequest(ports, notification, content);
    case 'taskGiven': {
      const task = (await userTaskItems.get(ports.store, { company, id: content.taskId }))?.value;
      if (task?.status !== 'open') return undefined;
      const url = `${ports.settings.publicBaseUrl}/api/v1/companies/${company}/tasks/${task.id}`;
      return ports.words.taskGiven(task, { url, ...(content.occasion && { occasion: content.occasion }) });
    }
    case 'approvalEnded':
      return wordsOfEnd(ports, notification, content);
    case 'runParked':
    case 'runFailed': {
      const run = (await runItems.get(ports.store, { company, id: content.runId }))?.value;
      const url = `${ports.settings.publicBaseUrl}/api/v1/companies/${company}/runs/${content.runId}`;
      if (!run) return undefined;
      return content.kind === 'runParked'
        ? ports.words.runParked(run, { message: content.message, url })
        : ports.words.runFailed(run, content.message);
    }
    case 'requestRefused':
      return ports.words.requestRefused(content);
    case 'email':
      return ports.words.plain(content);
  }
}

/** Only while there is something to decide, and it is still this person's. Each mail gets a link of its own; of its token only the hash is kept. */
async function wordsOfRequest(
  ports: NotifyPorts,
  { company, to }: Notification,
  content: { entryId: string; assignment: number; delegatedBy?: string; occasion?: 'reminder' | 'overdue' },
): Promise<MailText | undefined> {
  const { entryId, assignment, delegatedBy, occasion } = content;
  const userId = 'userId' in to ? to.userId : to.email;
  const view = await viewApproval(ports, { company, entryId, readerId: userId });
  if (view?.entry.status !== 'open' || view.request.status !== 'pending') return undefined;
  if (view.entry.assignment !== assignment) return undefined;
  const token = ports.ids.newSecret(TOKEN_BYTES);
  const expiresAt = later(new Date(ports.clock.now()).toISOString(), NINETY_DAYS);
  await ports.store.write([
    linkItems.create({ tokenHash: hashOfToken(token), company, entryId, assignment, userId, expiresAt }),
  ]);
  const url = `${ports.settings.publicBaseUrl}/approvals/${token}`;
  return ports.words.approvalRequested(view, {
    url,
    ...(delegatedBy !== undefined && { delegatedBy }),
    ...(occasion !== undefined && { occasion }),
  });
}

async function wordsOfEnd(
  ports: NotifyPorts,
  { company, to }: Notification,
  content: { requestId: string; outcome: 'approved' | 'rejected' | 'canceled'; by?: string; comment?: string },
): Promise<MailText | undefined> {
  const request = (await requestItems.get(ports.store, { company, id: content.requestId }))?.value;
  if (!request) return undefined;
  const snapshot = (await recordItems.get(ports.store, request.record))?.value;
  const locale = await localeOf(ports, company, 'userId' in to ? to.userId : '');
  const record = {
    ...request.record,
    fields: snapshot?.fields ?? {},
    ...(snapshot?.url !== undefined && { url: snapshot.url }),
  };
  return ports.words.approvalEnded({ record, request, ...locale }, content);
}
