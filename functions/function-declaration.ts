import type { Role } from '../shared/domain/company/company.ts';
import type { SecondaryIndex } from '../shared/ports/item-store.ts';
import type { QueueName } from '../shared/ports/queue.ts';

/**
 * What a function folder says of itself in `function.ts`. The stacks and the one-machine runtime both read it, so they cannot disagree.
 */
export interface FunctionDeclaration {
  /** Equal to the folder's name. */
  readonly name: string;
  /** What it is for, in one sentence. */
  readonly purpose: string;
  /** Who suffers, and how, while it fails: the text of its alarm. */
  readonly whenItFails: string;
  readonly feeds: readonly Feed[];
  readonly environment: readonly EnvironmentName[];
  /** Item types that it reads and writes: the source of its rights on the table. */
  readonly reads: readonly string[];
  readonly writes: readonly string[];
  /** What the partitions of secondary indexes that it lists start with. */
  readonly lists?: Partial<Record<SecondaryIndex, readonly string[]>>;
  /** Ports beyond the item store that it uses. */
  readonly ports: readonly PortUse[];
  readonly timeoutSeconds: number;
  readonly memoryMegabytes: number;
}

export type Feed =
  | {
      readonly kind: 'http';
      readonly method: HttpMethod;
      /** API Gateway's form: `/api/v1/companies/{company}/runs/{id}`. */
      readonly path: string;
      /** Roles of which a member needs one; `public` has no token at all; `member` is any member or source. */
      readonly access: 'public' | 'member' | readonly Role[];
    }
  | {
      readonly kind: 'queue';
      readonly queue: QueueName;
      readonly batchSize: number;
      readonly maximumConcurrency: number;
    }
  | { readonly kind: 'task' }
  | { readonly kind: 'executionStatus' }
  | { readonly kind: 'authorizer' }
  | { readonly kind: 'schedule'; readonly rateMinutes: number };

export type HttpMethod = 'GET' | 'PUT' | 'POST' | 'PATCH' | 'DELETE' | 'HEAD';

/** What a function is told about the installation that it belongs to. */
export type EnvironmentName =
  | 'TABLE_NAME'
  | 'BLOB_BUCKET_NAME'
  | 'EVENT_QUEUE_URL'
  | 'DECISION_QUEUE_URL'
  | 'NOTIFICATION_QUEUE_URL'
  /** Names of secrets start with it: `/werkstroom/prod/`. */
  | 'SECRET_PREFIX'
  /** Base of every link, without a trailing slash. */
  | 'PUBLIC_BASE_URL'
  /** Issuer of our own tokens: of sources, and of members who name no other. */
  | 'TOKEN_ISSUER'
  /** One more issuer whose tokens are accepted, and the audience that they must have; empty when there is none. */
  | 'OTHER_TOKEN_ISSUER'
  | 'OTHER_TOKEN_AUDIENCE'
  /** What our own front door sends along, newest first, separated by commas. */
  | 'ORIGIN_SECRETS'
  /** The pool in which sources get their client credentials. */
  | 'USER_POOL_ID'
  /** ARNs by which compiled machines call the two functions. */
  | 'RUN_ACTION_FUNCTION'
  | 'AWAIT_EVENT_FUNCTION'
  /** The role in which state machines run. */
  | 'EXECUTION_ROLE_ARN'
  /** How many events a company may send within five minutes. */
  | 'INGEST_QUOTA'
  /** Sender of every mail: `approvals@example.com`. */
  | 'MAIL_FROM';

/** A port and what is done through it, as far as a right depends on it. */
export type PortUse =
  | 'blobs.read'
  | 'blobs.delete'
  | 'blobs.write'
  | 'decisions'
  | 'events'
  /** Expressions are evaluated on our side, in a process of their own. */
  | 'expressions'
  | 'notifications'
  | 'http'
  /** Waits are answered: task tokens. */
  | 'machines.answer'
  | 'machines.manage'
  | 'machines.redrive'
  | 'machines.start'
  | 'machines.stop'
  /** How an execution stands, and what happened in it. */
  | 'machines.watch'
  | 'mailer'
  | 'secrets.read'
  | 'secrets.write'
  | 'sourceClients';
