/** A request as API Gateway (HTTP API, payload version 2.0) hands it to a function; the one-machine server makes the same. */
export interface HttpEvent {
  /** `GET /api/v1/companies/{company}/runs/{id}`. */
  readonly routeKey: string;
  readonly rawPath: string;
  readonly rawQueryString: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Decoded; of a name that comes twice the values are joined by commas. */
  readonly queryStringParameters?: Readonly<Record<string, string | undefined>>;
  /** Decoded. */
  readonly pathParameters?: Readonly<Record<string, string | undefined>>;
  readonly body?: string;
  readonly isBase64Encoded: boolean;
  readonly requestContext: {
    readonly requestId: string;
    readonly http: { readonly method: string; readonly path: string };
    /**
     * Present when a token was verified: by our own authorizer, which hands on `iss` and `sub`, or by the gateway's. Claims are flattened
     * to strings.
     */
    readonly authorizer?: {
      readonly lambda?: Readonly<Record<string, unknown>> | null;
      readonly jwt?: { readonly claims: Readonly<Record<string, unknown>> };
    };
  };
}

/** What a function answers to API Gateway. */
export interface HttpAnswer {
  readonly statusCode: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly isBase64Encoded?: boolean;
}
