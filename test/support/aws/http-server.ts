import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as a fake reads it. */
export interface FakeRequest {
  readonly method: string;
  /** With its query. */
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

/** What a fake answers. */
export interface FakeAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

/** A service that stands for one of AWS's on a free port of loopback. */
export interface FakeServer {
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  close(): Promise<void>;
}

/** Starts a server that answers every request. An error of the fake itself is a 500, which the client tries again. */
export async function startFakeServer(
  answer: (request: FakeRequest) => Promise<FakeAnswer | 'hang up'>,
): Promise<FakeServer> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { method = '', url = '', headers } = request;
    const said = await answer({ method, url, headers, body: Buffer.concat(chunks) }).catch((error: unknown) => ({
      status: 500,
      headers: {},
      body: JSON.stringify({ __type: 'InternalFailure', message: String(error) }),
    }));
    if (said === 'hang up') request.socket.destroy();
    else response.writeHead(said.status, said.headers).end(said.body);
  });
  const url = await listen(server);
  return { url, close: () => closed(server) };
}

/** Lets a server listen on a free port of loopback, and tells its address. */
export async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return `http://127.0.0.1:${port}`;
}

/** Ends a server together with its kept-alive connections. */
export function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
