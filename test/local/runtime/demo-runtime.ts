import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { seedDemo } from '../../../local/demo/seed-demo.ts';
import type { MailInBox } from '../../../local/mail/sqlite-mailbox.ts';
import { startRuntime } from '../../../local/runtime.ts';
import { signWebhook } from '../../../shared/domain/event/webhook-signature.ts';
import { createSilentLog } from '../../support/silent-log.ts';

const PATIENCE_MILLISECONDS = 10_000;

/** The demo company on a running runtime, without the ERP: tests speak for it. */
export async function startDemoRuntime() {
  const dataFolder = mkdtempSync(join(tmpdir(), 'werkstroom-runtime-'));
  const log = createSilentLog();
  const runtime = await startRuntime({ port: 0, dataFolder, log });
  const admin = await seedDemo(runtime);
  const { secret } = await admin.request<{ secret: string }>('PUT', '/sources/cronus', { kind: 'standard' });
  const { url } = runtime;
  let sent = 0;

  const call = async (method: string, path: string, options: { headers?: object; body?: unknown } = {}) => {
    const { headers, body } = options;
    const response = await fetch(`${url}${path}`, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: JSON.parse(text || 'null') as unknown };
  };

  return {
    url,
    runtime,
    errors: log.errors,
    call,
    /** Calls the API of the company as one of its members. */
    async callAs(user: string, method: string, path: string, options: { headers?: object; body?: unknown } = {}) {
      const { body } = await call('POST', '/local/token', { body: { user, company: 'cronus' } });
      const authorization = `Bearer ${(body as { token: string }).token}`;
      const headers = { ...options.headers, authorization };
      return call(method, `/api/v1/companies/cronus${path}`, { ...options, headers });
    },
    /** Sends an event as the ERP would, and waits until it was handled. */
    async happen(type: string, id: string, fields: object, more: object = {}): Promise<void> {
      sent += 1;
      const eventId = `e-${sent}`;
      const body = JSON.stringify({ id: eventId, type, record: { id, fields }, ...more });
      const timestamp = String(Math.floor(Date.now() / 1_000));
      const signature = signWebhook({ id: eventId, timestamp, body }, secret);
      const headers = { 'webhook-id': eventId, 'webhook-timestamp': timestamp, 'webhook-signature': signature };
      const { status } = await call('POST', '/webhooks/cronus/cronus', { headers, body });
      if (status !== 202) throw new Error(`The event was answered ${status}.`);
      await until(async () => {
        const event = await admin.request<{ status: string }>('GET', `/events/${eventId}`).catch(() => undefined);
        return event?.status === 'handled';
      });
    },
    /** The mails to somebody, newest first; waits until there are so many. */
    async mailsTo(user: string, count: number): Promise<readonly MailInBox[]> {
      const read = async () => {
        const { body } = await call('GET', `/local/mails?to=${user}@cronus.example`);
        return body as readonly MailInBox[];
      };
      await until(async () => (await read()).length >= count);
      return read();
    },
    async stop() {
      await runtime.stop();
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + PATIENCE_MILLISECONDS;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error('It did not come about.');
    await pause(20);
  }
}
