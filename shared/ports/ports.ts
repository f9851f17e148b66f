import type { BlobStore } from './blob-store.ts';
import type { Clock } from './clock.ts';
import type { DeadLetters } from './dead-letters.ts';
import type { ExpressionEvaluator } from './expression-evaluator.ts';
import type { HttpClient } from './http-client.ts';
import type { IdSource } from './id-source.ts';
import type { ItemStore } from './item-store.ts';
import type { Log } from './log.ts';
import type { Mailer } from './mailer.ts';
import type { Queue } from './queue.ts';
import type { Secrets } from './secrets.ts';
import type { SourceClients } from './source-clients.ts';
import type { StateMachines } from './state-machines.ts';

/** Everything outside that the platform talks to. A use case names the few it needs with `Pick`. */
export interface Ports {
  readonly store: ItemStore;
  readonly queue: Queue;
  readonly deadLetters: DeadLetters;
  readonly machines: StateMachines;
  readonly blobs: BlobStore;
  readonly mailer: Mailer;
  readonly secrets: Secrets;
  readonly sourceClients: SourceClients;
  readonly http: HttpClient;
  readonly evaluator: ExpressionEvaluator;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly log: Log;
}

/** What differs between one installation and another. */
export interface Settings {
  /** Base of every link that people and sources get, without a trailing slash: `http://127.0.0.1:4000`. */
  readonly publicBaseUrl: string;
  /** Issuer of the tokens of members who name none of their own. */
  readonly defaultIssuer: string;
  /** Names by which compiled machines call the two functions: ARNs in the cloud, folder names on one machine. */
  readonly functionNames: { readonly runAction: string; readonly awaitEvent: string };
}
