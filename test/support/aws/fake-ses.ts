import { type FakeServer, startFakeServer } from './http-server.ts';

/** A mail as it was given to the fake. */
export interface SentMail {
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** SES v2 at the wire: takes mails, refuses one address, and can be told to fail. */
export interface FakeSes extends FakeServer {
  readonly mails: readonly SentMail[];
  /** The addresses that were made known as senders. */
  senders(): readonly string[];
  failNext(code: string, options: { status: number; times?: number }): void;
}

interface SendEmail {
  readonly FromEmailAddress: string;
  readonly Destination: { readonly ToAddresses: readonly [string] };
  readonly Content: {
    readonly Simple: {
      readonly Subject: { readonly Data: string };
      readonly Body: { readonly Text: { readonly Data: string }; readonly Html: { readonly Data: string } };
      readonly Headers: readonly { readonly Name: string; readonly Value: string }[];
    };
  };
}

/** @param refusedAddress answered with MessageRejected. */
export async function startFakeSes(refusedAddress: string): Promise<FakeSes> {
  const mails: SentMail[] = [];
  const senders = new Set<string>();
  const failures: { code: string; status: number }[] = [];
  const server = await startFakeServer(async ({ method, url, body }) => {
    if (url.startsWith(IDENTITIES)) {
      if (method === 'POST') senders.add(JSON.parse(body.toString('utf8')).EmailIdentity);
      else senders.delete(decodeURIComponent(url.slice(IDENTITIES.length + 1)));
      return { status: 200, headers: JSON_HEADERS, body: '{}' };
    }
    if (method !== 'POST' || url !== '/v2/email/outbound-emails') return fault('NotFoundException', 404);
    const failure = failures.shift();
    if (failure) return fault(failure.code, failure.status);
    const mail = mailOf(JSON.parse(body.toString('utf8')));
    if (mail.to === refusedAddress) return fault('MessageRejected', 400);
    mails.push(mail);
    return { status: 200, headers: JSON_HEADERS, body: JSON.stringify({ MessageId: `fake-${mails.length}` }) };
  });
  return {
    ...server,
    mails,
    senders: () => [...senders],
    failNext(code, { status, times = 1 }) {
      for (let n = 0; n < times; n++) failures.push({ code, status });
    },
  };
}

const IDENTITIES = '/v2/email/identities';
const JSON_HEADERS = { 'content-type': 'application/json' };

function fault(code: string, status: number) {
  const headers = { ...JSON_HEADERS, 'x-amzn-errortype': code };
  return { status, headers, body: JSON.stringify({ message: code }) };
}

function mailOf({ FromEmailAddress, Destination, Content: { Simple } }: SendEmail): SentMail {
  return {
    from: FromEmailAddress,
    to: Destination.ToAddresses[0],
    subject: Simple.Subject.Data,
    text: Simple.Body.Text.Data,
    html: Simple.Body.Html.Data,
    headers: Object.fromEntries(Simple.Headers.map(({ Name, Value }) => [Name, Value])),
  };
}
