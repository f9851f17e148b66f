import type { Role } from '../shared/domain/company/company.ts';
import type { QueueName } from '../shared/ports/queue.ts';

/**
 * What a function folder says of itself in `function.ts`. The stacks and the one-machine runtime both read it, so they cannot disagree.
 */
export interface FunctionDeclaration {
  /** Equal to the folder's name. */
  readonly name: string;
  /** What it is for, in one sentence. */
  readonly purpose: string;
  readonly feeds: readonly Feed[];
  readonly environment: readonly string[];
  /** Item types that it reads and writes: the source of its rights on the table. */
  readonly reads: readonly string[];
  readonly writes: readonly string[];
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
  | { readonly kind: 'schedule'; readonly rateMinutes: number };

export type HttpMethod = 'GET' | 'PUT' | 'POST' | 'PATCH' | 'DELETE' | 'HEAD';

export type PortUse =
  | 'blobs'
  | 'decisions'
  | 'events'
  | 'http'
  | 'machines.manage'
  | 'machines.run'
  | 'mailer'
  | 'notifications'
  | 'secrets'
  | 'sourceClients';
