import { Agent } from 'undici';

/** A client that keeps its connections. It does as little as it can, as it shares the processors with what it measures. */
export interface Sender {
  /** The text of the answer. Rejects when it is none of success. */
  send(request: SentRequest): Promise<string>;
  close(): Promise<void>;
}

export interface SentRequest {
  readonly method: 'GET' | 'PUT' | 'POST';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** JSON. */
  readonly body?: string;
}

/** Keeps so many connections to each address. */
export function createSender(connections: number): Sender {
  const agent = new Agent({ connections, pipelining: 1 });
  return {
    send: ({ method, url, headers, body }) =>
      new Promise((resolve, reject) => {
        const { origin, pathname, search } = new URL(url);
        let status = 0;
        const chunks: Buffer[] = [];
        agent.dispatch(
          {
            origin,
            path: pathname + search,
            method,
            headers: { 'content-type': 'application/json', ...headers },
            ...(body !== undefined && { body }),
          },
          {
            // By this undici knows a handler of its present kind.
            onRequestStart() {},
            onResponseStart(_controller, statusCode) {
              status = statusCode;
            },
            onResponseData(_controller, chunk) {
              chunks.push(chunk);
            },
            onResponseEnd() {
              const text = Buffer.concat(chunks).toString('utf8');
              if (status < 300) resolve(text);
              else reject(new Error(`${method} ${url} answered ${status}: ${text}`));
            },
            onResponseError(_controller, error) {
              reject(error);
            },
          },
        );
      }),
    close: () => agent.close(),
  };
}
