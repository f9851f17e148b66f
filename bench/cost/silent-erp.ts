import { registerHooks } from 'node:module';

/** What functions meet instead of outgoing HTTP: a system of record that does at once whatever it is told. */
const OBEDIENT = `export function createLazyHttpClient() {
  return { request: async () => ({ status: 200, headers: {}, body: '{}' }) };
}`;

/** Deployed functions may call no system on this machine, so nobody is called. To be used before functions are loaded. */
export function letEverySystemObey(): void {
  registerHooks({
    load(url, context, next) {
      if (!url.endsWith('/shared/adapters/http/lazy-http-client.ts')) return next(url, context);
      return { format: 'module', shortCircuit: true, source: OBEDIENT };
    },
  });
}
