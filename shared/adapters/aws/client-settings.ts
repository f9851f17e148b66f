/** What every client of AWS is made with. Region, credentials and endpoints come from the environment, as the SDK reads them. */
export interface ClientSettings {
  readonly maxAttempts: number;
  readonly retryMode: 'standard';
  readonly requestHandler: {
    readonly connectionTimeout: number;
    readonly requestTimeout: number;
    readonly throwOnRequestTimeout: true;
    readonly httpsAgent: { readonly keepAlive: true; readonly maxSockets: number };
  };
}

/** A connection inside one region stands within milliseconds. One second says that the packet was lost: a new try is the better bet. */
const CONNECTION_MILLISECONDS = 1_000;
/** A function handles at most one batch of ten messages at a time, each with a few calls at once. */
const MAX_SOCKETS = 50;

/**
 * Settings with keep-alive (a TLS handshake costs more than most calls) and standard retries: few, with growing random pauses, and a budget
 * that ends them when a whole service is down. What still fails waits in its queue, which is the better place to wait.
 *
 * @param options.answerMilliseconds how long a healthy answer takes at the very most; after it the call counts as lost.
 * @param options.maxAttempts 3 when absent; 1 where the adapter must know what each single attempt did.
 */
export function clientSettings(options: { answerMilliseconds: number; maxAttempts?: number }): ClientSettings {
  return {
    maxAttempts: options.maxAttempts ?? 3,
    retryMode: 'standard',
    requestHandler: {
      connectionTimeout: CONNECTION_MILLISECONDS,
      requestTimeout: options.answerMilliseconds,
      throwOnRequestTimeout: true,
      httpsAgent: { keepAlive: true, maxSockets: MAX_SOCKETS },
    },
  };
}
