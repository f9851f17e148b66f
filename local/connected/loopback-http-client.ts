import { createUndiciHttpClient } from '../../shared/adapters/http/undici-http-client.ts';
import type { HttpClient } from '../../shared/ports/http-client.ts';

/** In the place of the client of deployed functions: may also call loopback. */
export function createLazyHttpClient(): HttpClient {
  return createUndiciHttpClient({ allowLoopback: true });
}
