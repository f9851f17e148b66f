import { createServer, type IncomingMessage } from 'node:http';
import { signatureFault } from '../../../shared/domain/event/webhook-signature.ts';

/** An event as it came in, and whether its signature holds by Werkstroom's own check. */
export interface TakenEvent {
  readonly id: string;
  readonly type: string;
  readonly user: string;
  readonly cause?: string;
  readonly record: { id: string; fields: Record<string, unknown>; lines?: Record<string, unknown>[]; url: string };
  readonly previous?: { fields: Record<string, unknown> };
  readonly fault: string | undefined;
}

/** A call of the API. */
export interface TakenCall {
  readonly method: string;
  /** Below the company. */
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: unknown;
}

export interface FakeAnswer {
  readonly status: number;
  readonly body?: unknown;
}

/** Stands in for Werkstroom at the wire: remembers what it is told, and answers as the test says. */
export interface FakeWerkstroom {
  readonly url: string;
  /** In the order in which they were accepted. */
  readonly events: TakenEvent[];
  readonly calls: TakenCall[];
  tokensGiven: number;
  /** Answers the webhook; 202 when left out. */
  onEvent: (event: TakenEvent) => FakeAnswer | Promise<FakeAnswer>;
  /** Answers the API; 404 for what it leaves undefined. */
  onCall: (call: TakenCall) => FakeAnswer | undefined | Promise<undefined>;
  close(): Promise<void>;
}

export const WEBHOOK_SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const ROOT = '/api/v1/companies/cronus';

/** @param port of one that was closed before, to be there again. */
export async function startFakeWerkstroom(port = 0): Promise<FakeWerkstroom> {
  const server = createServer((request, response) => {
    answer(fake, request).then(({ status, body = {} }) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const address = server.address();
  const fake: FakeWerkstroom = {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : port}`,
    events: [],
    calls: [],
    tokensGiven: 0,
    onEvent: () => ({ status: 202 }),
    onCall: () => undefined,
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
  return fake;
}

async function answer(fake: FakeWerkstroom, request: IncomingMessage): Promise<FakeAnswer> {
  const text = await bodyOf(request);
  const path = request.url ?? '';
  if (path === '/token') {
    fake.tokensGiven += 1;
    const isClient = text.includes('client_id=client') && text.includes('grant_type=client_credentials');
    return { status: isClient ? 200 : 401, body: { access_token: `token-${fake.tokensGiven}`, expires_in: 3_600 } };
  }
  if (path === '/webhooks/cronus/cronus') return takeEvent(fake, request, text);
  const call = {
    method: request.method ?? '',
    path: path.replace(ROOT, ''),
    headers: request.headers,
    body: text ? JSON.parse(text) : undefined,
  };
  fake.calls.push(call);
  return (await fake.onCall(call)) ?? { status: 404, body: { title: 'Not Found', status: 404 } };
}

async function takeEvent(fake: FakeWerkstroom, { headers }: IncomingMessage, body: string): Promise<FakeAnswer> {
  const part = (name: string): string => String(headers[name] ?? '');
  const signed = { id: part('webhook-id'), timestamp: part('webhook-timestamp'), signature: part('webhook-signature') };
  const fault = signatureFault({ ...signed, body }, [WEBHOOK_SECRET], Date.now());
  const event: TakenEvent = { ...JSON.parse(body), fault };
  const given = await fake.onEvent(event);
  if (given.status < 300) fake.events.push(event);
  return given;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
