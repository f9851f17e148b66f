import { setTimeout as pause } from 'node:timers/promises';
import type { ApiClient } from '../demo/api-client.ts';

const PATIENCE_MILLISECONDS = 15_000;
const LOOK_AGAIN_MILLISECONDS = 10;

/** A mail of the mail box, as `GET /local/mails` shows it. */
export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly links: readonly string[];
}

/** What people and systems around the product can see and do: the mail box, the link pages, the ERP. */
export interface Outside {
  /** Waits for a mail that fits. */
  mail(to: string, subject: RegExp): Promise<Mail>;
  /** The link to the page on which the receiver of a mail decides. */
  linkIn(mail: Mail): string;
  page(link: string): Promise<string>;
  /** Presses a button of the page, as its form would. @returns the page that answers. */
  decide(link: string, decision: 'approve' | 'reject' | 'delegate', comment: string): Promise<string>;
  /** Presses a button of a purchase order's page in the ERP. @returns the page behind it. */
  press(order: string, action: string): Promise<string>;
  /** The status of a purchase order in the ERP's own words (API v2.0). */
  orderStatus(order: string): Promise<string>;
  awaitOrderStatus(order: string, status: string): Promise<string>;
  patchErp(path: string, change: object): Promise<void>;
}

/** Connects to a product and an ERP by their addresses only. */
export function lookFromOutside(urls: { werkstroom: string; cronus: string }): Outside {
  const { werkstroom, cronus } = urls;
  const orderStatus = async (order: string): Promise<string> => {
    const found = JSON.parse(await textOf(await fetch(`${cronus}/api/v2.0/purchaseOrders/${order}`)));
    return found.status;
  };
  return {
    mail: (to, subject) =>
      until(`a mail to ${to} about ${subject}`, async () => {
        const mails: readonly Mail[] = JSON.parse(await textOf(await fetch(`${werkstroom}/local/mails?to=${to}`)));
        return mails.find((mail) => subject.test(mail.subject));
      }),
    linkIn(mail) {
      const link = mail.links.find((url) => url.includes('/approvals/'));
      if (!link) throw new Error(`The mail "${mail.subject}" has no link to decide.`);
      return link;
    },
    page: async (link) => textOf(await fetch(link)),
    decide: async (link, decision, comment) =>
      textOf(
        await fetch(link, { method: 'POST', body: new URLSearchParams({ decision, comment }), redirect: 'follow' }),
      ),
    press: async (order, action) =>
      textOf(
        await fetch(`${cronus}/purchase-orders/${order}/${action}`, { method: 'POST', headers: { origin: cronus } }),
      ),
    orderStatus,
    awaitOrderStatus: (order, status) =>
      until(`order ${order} to be ${status}`, async () => {
        const now = await orderStatus(order);
        return now === status ? now : undefined;
      }),
    async patchErp(path, change) {
      const headers = { 'content-type': 'application/json' };
      await textOf(
        await fetch(`${cronus}/api/v2.0${path}`, { method: 'PATCH', headers, body: JSON.stringify(change) }),
      );
    },
  };
}

/** Waits until the API shows something. */
export function untilShown<Answer>(api: ApiClient, path: string, fits: (answer: Answer) => boolean): Promise<Answer> {
  return until(path, async () => {
    const answer = await api.request<Answer>('GET', path);
    return fits(answer) ? answer : undefined;
  });
}

async function until<Result>(what: string, look: () => Promise<Result | undefined>): Promise<Result> {
  const endsAt = Date.now() + PATIENCE_MILLISECONDS;
  for (;;) {
    const result = await look();
    if (result !== undefined) return result;
    if (Date.now() > endsAt) throw new Error(`Waited ${PATIENCE_MILLISECONDS / 1_000} s for ${what}.`);
    await pause(LOOK_AGAIN_MILLISECONDS);
  }
}

async function textOf(response: Response): Promise<string> {
  const text = await response.text();
  if (!response.ok) throw new Error(`${response.url} answered ${response.status}: ${text.slice(0, 300)}`);
  return text;
}
