import type { HttpClient } from '../../ports/http-client.ts';
import { lazily } from '../lazy/lazily.ts';
import type { UndiciHttpClientOptions } from './undici-http-client.ts';

/** Outgoing HTTP. Its client is half a megabyte, and functions like the sweep rarely call anybody. */
export function createLazyHttpClient(options: UndiciHttpClientOptions): HttpClient {
  return lazily(async () => {
    const { createUndiciHttpClient } = await import('./undici-http-client.ts');
    return createUndiciHttpClient(options);
  });
}
