import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Request, Response } from './exchange.ts';
import { hostFault, originFault } from './guards.ts';
import { problemResponse } from './problem.ts';
import type { Found } from './router.ts';

const MAX_BODY_BYTES = 1_048_576;
/** Requests under way get this long when the ERP is closed. */
const LAST_REQUESTS_MILLISECONDS = 300;

/** Somebody else listens on the port. */
export class PortInUseError extends Error {
  override readonly name = 'PortInUseError';
  constructor(port: number) {
    super(
      `Port ${port} is in use, so the demo ERP cannot start there. Stop the other program, or choose another port.`,
    );
  }
}

/** Takes the port. `port` 0 takes any free one. @throws PortInUseError */
export async function listen(port: number, host: string): Promise<{ server: Server; port: number }> {
  const server = createServer({ requestTimeout: 60_000, headersTimeout: 15_000 });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? new PortInUseError(port) : error),
    );
    server.listen(port, host, resolve);
  });
  const address = server.address();
  return { server, port: typeof address === 'object' && address ? address.port : port };
}

/** Takes no more requests, lets those under way end, and is gone. */
export function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const late = setTimeout(() => server.closeAllConnections(), LAST_REQUESTS_MILLISECONDS);
    server.close(() => {
      clearTimeout(late);
      resolve();
    });
    server.closeIdleConnections();
  });
}

/** What answers requests. */
export interface Site {
  find(method: string, path: string): Found;
  /** The answer to an address that leads nowhere, and to a fault of ours. */
  failure(status: 404 | 500, request: Pick<Request, 'path' | 'headers'>): Response;
  log(line: string): void;
  /** The host that the ERP listens on. */
  readonly host: string;
}

/** Answers requests of `server` from now on. */
export function serve(server: Server, site: Site): void {
  server.on('request', (message, response) => {
    answer(site, message).then(
      (given) => respond(message, response, given),
      (error: unknown) => {
        site.log(error instanceof Error ? (error.stack ?? error.message) : String(error));
        respond(message, response, site.failure(500, { path: message.url ?? '/', headers: headersOf(message) }));
      },
    );
  });
}

async function answer(site: Site, message: IncomingMessage): Promise<Response> {
  const method = message.method ?? 'GET';
  const headers = headersOf(message);
  const url = URL.parse(message.url ?? '/', 'http://cronus.invalid');
  if (!url) return problemResponse(400, 'This is not an address.');
  const fault = hostFault(headers.host, site.host) ?? originFault(method, headers);
  if (fault) return problemResponse(fault.status, fault.detail);
  const found = site.find(method, url.pathname);
  if (found.kind === 'nothing') return site.failure(404, { path: url.pathname, headers });
  if (found.kind === 'other-method') {
    const refusal = problemResponse(405, `${method} is not possible here.`);
    return { ...refusal, headers: { ...refusal.headers, allow: found.allowed.join(', ') } };
  }
  const body = await readBody(message);
  if (!body) return problemResponse(413, `A body may have ${MAX_BODY_BYTES} bytes.`);
  return found.route.answer({
    method,
    headers,
    body,
    path: url.pathname,
    query: url.searchParams,
    params: found.params,
  });
}

/** Nothing of an answer may be sniffed, framed or kept. */
const ALWAYS = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'cache-control': 'no-store',
};

function respond(message: IncomingMessage, response: ServerResponse, { status, headers, body }: Response): void {
  for (const [name, value] of Object.entries({ ...ALWAYS, ...headers })) {
    response.setHeader(name, typeof value === 'string' ? value : [...value]);
  }
  response.writeHead(status);
  response.end(message.method === 'HEAD' ? undefined : body);
}

function headersOf(message: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(message.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  );
}

/** The whole body, or undefined when it is too large. */
async function readBody(message: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
