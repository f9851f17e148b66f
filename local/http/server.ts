import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { HttpAnswer } from '../../shared/middleware/http-event.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import type { IdSource } from '../../shared/ports/id-source.ts';
import { problem } from './local-answers.ts';
import type { LocalRequest } from './to-http-event.ts';

/** API Gateway takes no larger body. */
const MAX_BODY_BYTES = 10 * 1_048_576;
/** Answers without content: a length is forbidden with the first, and would be that of something else with the second (RFC 9110, 8.6). */
const WITHOUT_CONTENT: readonly number[] = [204, 304];
/** Requests that are under way get this long when the server stops. */
const LAST_REQUESTS_MILLISECONDS = 1_500;

/** Somebody else listens on the port. */
export class PortInUseError extends Error {
  override readonly name = 'PortInUseError';
  constructor(port: number) {
    super(`Port ${port} is in use. Stop the other program, or choose another port: PORT=${port + 100} npm start`);
  }
}

export interface LocalServer {
  readonly port: number;
  /** Takes no more requests, finishes those under way, and ends. */
  close(): Promise<void>;
}

/** Listens on 127.0.0.1. `port` 0 takes any free one. @throws PortInUseError */
export async function startHttpServer(options: {
  port: number;
  clock: Clock;
  ids: IdSource;
  handle(request: LocalRequest): Promise<HttpAnswer>;
}): Promise<LocalServer> {
  const server = createServer(
    { requestTimeout: 60_000, headersTimeout: 15_000, keepAliveTimeout: 5_000 },
    (message, response) => {
      respond(options, message, response).catch(() => response.destroy());
    },
  );
  const port = await listen(server, options.port);
  return { port, close: () => close(server) };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'EADDRINUSE' ? new PortInUseError(port) : error);
    });
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const late = setTimeout(() => server.closeAllConnections(), LAST_REQUESTS_MILLISECONDS);
    server.close(() => {
      clearTimeout(late);
      resolve();
    });
    server.closeIdleConnections();
  });
}

async function respond(
  options: { clock: Clock; ids: IdSource; handle(request: LocalRequest): Promise<HttpAnswer> },
  message: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await readBody(message);
  if (!body) {
    const { headers, body: text } = problem(413, 'The request is larger than 10 MB. Send less at once.');
    response.writeHead(413, { ...headers, connection: 'close' });
    response.end(text);
    return;
  }
  const answer = await options.handle({
    method: message.method ?? 'GET',
    url: message.url ?? '/',
    headers: headersOf(message),
    body,
    requestId: options.ids.newId(),
    sourceIp: message.socket.remoteAddress ?? '',
    at: options.clock.now(),
  });
  const content = answer.isBase64Encoded ? Buffer.from(answer.body ?? '', 'base64') : (answer.body ?? '');
  const isHead = message.method === 'HEAD';
  const isLengthTold = !isHead && !WITHOUT_CONTENT.includes(answer.statusCode);
  // Without its length an answer goes out in chunks, which costs both sides.
  response.writeHead(answer.statusCode, {
    ...answer.headers,
    ...(isLengthTold && { 'content-length': Buffer.byteLength(content) }),
  });
  response.end(isHead ? undefined : content);
}

function headersOf(message: IncomingMessage): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value = ''] of Object.entries(message.headers)) {
    headers[name] = Array.isArray(value) ? value.join(',') : value;
  }
  return headers;
}

/** The whole body, or undefined when it is too large. */
function readBody(message: IncomingMessage): Promise<Buffer | undefined> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    message.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= MAX_BODY_BYTES) {
        chunks.push(chunk);
        return;
      }
      message.pause();
      resolve(undefined);
    });
    message.once('end', () => resolve(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks)));
    message.once('error', reject);
    message.once('close', () => {
      if (!message.complete) reject(new Error('The request ended too early.'));
    });
  });
}
