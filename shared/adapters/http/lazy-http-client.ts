import type { HttpClient } from '../../ports/http-client.ts';
import type { UndiciHttpClientOptions } from './undici-http-client.ts';

/**
 * Outgoing HTTP, whose client is loaded with the first request: it is half a megabyte, and functions like the sweep rarely call anybody.
 * Bundled with code splitting, it does not count for a cold start.
 */
export function createLazyHttpClient(options: UndiciHttpClientOptions): HttpClient {
  let opened: Promise<HttpClient> | undefined;
  return {
    async request(outgoing) {
      opened ??= import('./undici-http-client.ts').then(({ createUndiciHttpClient }) =>
        createUndiciHttpClient(options),
      );
      return (await opened).request(outgoing);
    },
  };
}
