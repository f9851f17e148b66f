import { setTimeout as pause } from 'node:timers/promises';
import type { MailInBox } from '../../local/mail/sqlite-mailbox.ts';
import { type Runtime, startRuntime } from '../../local/runtime.ts';
import { signWebhook } from '../../shared/domain/event/webhook-signature.ts';
import { type OrderSource, startOrderSource } from '../kill/order-source.ts';
import { createSilentLog } from '../support/silent-log.ts';

export const COMPANY = 'earlier';
export const SOURCE = 'erp';

/** A run as the API tells it. */
export interface ToldRun {
  readonly id: string;
  readonly status: string;
  readonly record: { readonly id: string };
}

/** A runtime on a data folder, with the people and the source that use it. */
export interface Stage {
  readonly runtime: Runtime;
  readonly source: OrderSource;
  /** What the runtime logged as an error. */
  readonly errors: readonly unknown[];
  /** Calls the API of the company as a member; fails when the answer is not one of success. */
  as<Answer>(user: string, method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown): Promise<Answer>;
  /** Sends an event as the source does. */
  send(type: string, id: string, fields: object, more?: object): Promise<void>;
  /** The run of a workflow about a record, once it is in one of these states. */
  runOf(workflow: string, record: string, ...statuses: string[]): Promise<ToldRun>;
  /** Mails with this subject, once there is one. */
  mail(subject: string): Promise<MailInBox>;
  advance(hours: number): Promise<void>;
  close(): Promise<void>;
}

const PATIENCE_MILLISECONDS = 30_000;

/** @param secret of the source, where it has one already. */
export async function openStage(
  dataFolder: string,
  secret?: string,
): Promise<Stage & { useSecret(known: string): void }> {
  const log = createSilentLog();
  const runtime = await startRuntime({ port: 0, dataFolder, log });
  const source = await startOrderSource();
  const tokens = new Map<string, string>();
  let signedWith = secret ?? '';
  let sent = 0;

  const call = async (method: string, path: string, options: { token?: string; body?: unknown } = {}) => {
    const { token, body } = options;
    const response = await fetch(`${runtime.url}${path}`, {
      method,
      headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
    return JSON.parse(text || 'null');
  };
  const stage: Stage = {
    runtime,
    source,
    errors: log.errors,
    async as(user, method, path, body) {
      const token =
        tokens.get(user) ?? (await call('POST', '/local/token', { body: { user, company: COMPANY } })).token;
      tokens.set(user, token);
      return call(method, `/api/v1/companies/${COMPANY}${path}`, { token, body });
    },
    async send(type, id, fields, more = {}) {
      sent += 1;
      const now = runtime.dependencies.clock.now();
      const eventId = `${type}-${id}-${now}-${sent}`;
      const body = JSON.stringify({ id: eventId, type, record: { id, fields }, user: 'purchaser', ...more });
      const timestamp = String(Math.floor(now / 1_000));
      const response = await fetch(`${runtime.url}/webhooks/${COMPANY}/${SOURCE}`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'webhook-id': eventId,
          'webhook-timestamp': timestamp,
          'webhook-signature': signWebhook({ id: eventId, timestamp, body }, signedWith),
        },
        body,
      });
      if (response.status !== 202) throw new Error(`The event was answered ${response.status}.`);
      await until(`${eventId} is handled`, async () => {
        const event = await stage.as<{ status: string }>('admin', 'GET', `/events/${eventId}`).catch(() => undefined);
        return event?.status === 'handled' || undefined;
      });
    },
    runOf: (workflow, record, ...statuses) =>
      until(`${workflow} about ${record} is ${statuses.join(' or ')}`, async () => {
        const { items } = await stage.as<{ items: ToldRun[] }>('admin', 'GET', `/runs?workflow=${workflow}&limit=200`);
        return items.find((run) => run.record.id === record && statuses.includes(run.status));
      }),
    mail: (subject) =>
      until(`a mail with the subject ${subject}`, async () => {
        const mails: readonly MailInBox[] = await call('GET', '/local/mails');
        return mails.find((mail) => mail.subject === subject);
      }),
    async advance(hours) {
      await call('POST', '/local/clock', { body: { advanceSeconds: hours * 3_600 } });
      // They live for some hours.
      tokens.clear();
    },
    async close() {
      await runtime.stop();
      await source.close();
    },
  };
  return {
    ...stage,
    useSecret(known) {
      signedWith = known;
    },
  };
}

async function until<Result>(what: string, find: () => Promise<Result | undefined>): Promise<Result> {
  const end = Date.now() + PATIENCE_MILLISECONDS;
  for (;;) {
    const found = await find();
    if (found !== undefined) return found;
    if (Date.now() > end) throw new Error(`It did not come about: ${what}.`);
    await pause(30);
  }
}
