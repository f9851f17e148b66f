import type { Visit } from './visit.ts';

/**
 * A run's waits and its undelivered events, changed only under its version, so that an event that comes before, while or after
 * the wait is opened is never lost (design.md section 2).
 */
export interface Inbox {
  readonly company: string;
  readonly runId: string;
  readonly workflowId: string;
  readonly version: number;
  /** Event types that any wait of the run may take; others are not kept. */
  readonly listensTo: readonly string[];
  /** Topics of related records under which the run is listed as a listener, beside the one of its own record. Runs that began before these were kept have none. */
  readonly topics?: readonly string[];
  readonly waits: readonly Wait[];
  /** In the order in which they came. */
  readonly events: readonly InboxEvent[];
  /** Keys of the events taken in lately, so that a repeated delivery is recognised. */
  readonly seen: readonly string[];
  /** Ids of waits that are over: a late repetition of their opening must not open them again. */
  readonly closedWaits: readonly string[];
  /** The run failed then. What it had not heard yet is kept in case that it is retried. */
  readonly closedAt?: string;
}

/** A point where the run holds a task token. */
export interface Wait {
  /** `step/visit`, with the kind behind it for the waits that the platform adds. */
  readonly id: string;
  readonly kind: WaitKind;
  readonly step: string;
  readonly visit: Visit;
  /** Never leaves the platform. */
  readonly token: string;
  readonly openedAt: string;
  /** For `command` waits: the command whose completion is awaited. */
  readonly commandId?: string;
  /** For `park` waits: why the run stands still. */
  readonly parked?: { readonly action: string; readonly error: string; readonly message: string };
  readonly claim?: Claim;
}

/** `event`: a `when` step. `command`: the source will report completion. `park`: somebody must decide to go on. */
export type WaitKind = 'event' | 'command' | 'park';

/** What ended a wait. `claimed` until somebody who writes the inbox has made sure that the answer reached the state machine. */
export interface Claim {
  readonly status: 'claimed' | 'delivered';
  readonly at: string;
  readonly branch: WaitBranch;
  /** The event that ended it, which the run is told; absent where nothing but the branch is. */
  readonly event?: Pick<InboxEvent, 'source' | 'id'>;
}

/** How a wait ended: the position of the branch taken, or `completed` (command) or `retry` (park). */
export type WaitBranch = number | 'completed' | 'retry';

export interface InboxEvent {
  readonly source: string;
  readonly id: string;
  readonly type: string;
}
