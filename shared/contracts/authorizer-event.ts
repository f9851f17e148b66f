import * as z from 'zod';

/** What API Gateway asks an authorizer (HTTP API, payload version 2.0), as far as we read it. Names of headers are in lower case. */
export const authorizerEvent = z.object({
  headers: z.record(z.string(), z.string()).default({}),
});

/** The header in which our front door proves itself. */
export const ORIGIN_HEADER = 'x-werkstroom-origin';

/** The answer in API Gateway's simple form. The context reaches the function behind the route. */
export interface AuthorizerAnswer {
  readonly isAuthorized: boolean;
  readonly context?: Readonly<Record<string, string>>;
}
