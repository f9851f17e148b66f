/** Outgoing HTTP with a guard against requests into private networks (checked after DNS resolution and on every redirect). */
export interface HttpClient {
  /**
   * One request; redirects are followed only for GET and at most 3 times.
   *
   * @throws AddressNotAllowedError when the address is private, link-local, loopback or metadata and not allowed, or the scheme is not https.
   * @throws HttpUnreachableError when no answer came (DNS, connection, TLS, timeout) or the answer was too large.
   */
  request(request: OutgoingRequest): Promise<HttpAnswer>;
}

export interface OutgoingRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Total time for the answer, 15,000 when absent. */
  readonly timeoutMilliseconds?: number;
  /** Largest answer body, 1 MiB when absent. */
  readonly maxAnswerBytes?: number;
  /** An administrator allowed private addresses for this target (`allowPrivateAddress` of a source). Metadata addresses stay refused. */
  readonly allowPrivateAddress?: boolean;
}

export interface HttpAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The target may not be called from here. */
export class AddressNotAllowedError extends Error {
  override readonly name = 'AddressNotAllowedError';
}

/** No usable answer came. */
export class HttpUnreachableError extends Error {
  override readonly name = 'HttpUnreachableError';
}
