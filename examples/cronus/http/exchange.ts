/** A request as pages and routes see it. Header names are in lower case. */
export interface Request {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** Parts of the path that the route names. */
  readonly params: Readonly<Record<string, string>>;
}

/** What is answered. */
export interface Response {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: string;
}

/** JSON for scripts. */
export function jsonResponse(status: number, body: unknown): Response {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}
