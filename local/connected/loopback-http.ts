import { registerHooks } from 'node:module';

const GUARDED = new URL('../../shared/adapters/http/lazy-http-client.ts', import.meta.url).href;
const OPEN = new URL('./loopback-http-client.ts', import.meta.url).href;

/**
 * Functions that are loaded from now on may call this machine's own address, where the demo ERP listens and no deployed function may call. Their
 * entries are loaded unchanged; only the module that makes their HTTP client is another one, with the same client and the same other rules.
 */
export function allowLoopback(): void {
  registerHooks({
    resolve(specifier, context, next) {
      const resolved = next(specifier, context);
      return resolved.url === GUARDED ? { ...resolved, url: OPEN } : resolved;
    },
  });
}
