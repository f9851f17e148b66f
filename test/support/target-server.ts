import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server on loopback that stands for somebody else's system. */
export interface TargetServer {
  /** `http://127.0.0.1:<port>` */
  readonly origin: string;
  readonly port: number;
  /** `GET /path` of every request that came. */
  readonly requests: readonly string[];
  close(): Promise<void>;
}

/** What a path answers. */
export type Route = (request: IncomingMessage, response: ServerResponse) => void;

/** Starts a server with these paths (without their query); any other answers 404. */
export async function startTargetServer(routes: Readonly<Record<string, Route>>): Promise<TargetServer> {
  const requests: string[] = [];
  const listener: RequestListener = (request, response) => {
    requests.push(`${request.method} ${request.url}`);
    const route = routes[request.url?.split('?')[0] ?? ''];
    if (route) route(request, response);
    else response.writeHead(404).end();
  };
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    port,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Answers with what it was asked: method, headers and body as JSON. */
export const echo: Route = (request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    response.writeHead(201, { 'content-type': 'application/json', 'X-Seen': 'yes' });
    const body = Buffer.concat(chunks).toString('utf8');
    response.end(JSON.stringify({ method: request.method, headers: request.headers, body }));
  });
};

/** Redirects there. */
export function redirectTo(location: string, status = 302): Route {
  return (_request, response) => {
    response.writeHead(status, { location }).end();
  };
}
