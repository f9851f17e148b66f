import type { JsonObject } from '../json/json.ts';
import type { RecordContent, RecordKey } from '../record/record.ts';
import type { Visit } from '../run/visit.ts';

/** The source name of events that the platform raises itself (`approvalRequest.*`, `run.*`, `instant.*`). */
export const PLATFORM_SOURCE = 'werkstroom';

/** Something that happened to a record, in our own form whatever the sender's format was. */
export interface RecordEvent {
  readonly company: string;
  /** The sender: a registered source, or {@link PLATFORM_SOURCE}. */
  readonly source: string;
  /** The sender's id, unique per source: the key of deduplication. */
  readonly id: string;
  /** `<entity>.<verb>`. */
  readonly type: string;
  /** The sender's time (ISO 8601). */
  readonly time: string;
  /** Our time of acceptance (ISO 8601). */
  readonly receivedAt: string;
  /** Who did it, as the source names its users. */
  readonly user?: string;
  /** The command or run that brought this event about. */
  readonly cause?: string;
  /** The record it happened to. Its source is the system of record, also for platform events. */
  readonly record: RecordKey & RecordContent & { readonly linesBlob?: string };
  /** Field values before the change, where the sender knows them, and the id before a renaming. */
  readonly previous?: { readonly fields: JsonObject; readonly id?: string };
  /** Only this run may take the event: set on `approvalRequest.*` and other answers to a run. */
  readonly runId?: string;
  /** The step of that run that asked, and at which visit: of waits in several branches only its own takes the answer. */
  readonly asker?: { readonly step: string; readonly visit: Visit };
  /** Starts exactly this, and nothing else: set on orders of one run to another workflow, and of the clock. */
  readonly start?: StartOrder;
  /** The approval request and entry that an `approvalRequest.*` event is about. */
  readonly request?: RequestFacts;
}

/** A run that another run has ordered, or the clock. */
export interface StartOrder {
  readonly workflowId: string;
  readonly workflow: string;
  readonly version: number;
  readonly inputs?: JsonObject;
  /** Absent where the clock started it. */
  readonly parent?: ParentRun;
}

/** The run that ordered, and the order that it may wait for. */
export interface ParentRun {
  readonly runId: string;
  readonly commandId: string;
}

/** What conditions under `where.request` see. */
export interface RequestFacts {
  readonly requestId: string;
  readonly entryId: string;
  /** Entries of the request that are created or open, as of the decision. */
  readonly pendingApprovals: number;
  readonly approverId: string;
  readonly decidedBy: string;
  readonly comment?: string;
}

/** What is known of a plan: which runs get the event, which workflows start, and who was refused why. Written before anything is done. */
export interface DispatchPlan {
  readonly deliveries: readonly { readonly runId: string }[];
  readonly starts: readonly PlannedStart[];
  readonly refusals: readonly Refusal[];
  /** Why each other enabled workflow on this event did not start. */
  readonly considered: readonly ConsideredVersion[];
}

/** A version that was enabled on the event, and why it did not start. */
export interface ConsideredVersion {
  readonly workflowId: string;
  readonly workflow: string;
  readonly version: number;
  readonly reason: string;
}

/** One workflow that this event starts. `runId` is also the execution name: `runIdOf`. */
export interface PlannedStart {
  readonly runId: string;
  readonly workflowId: string;
  readonly workflow: string;
  readonly version: number;
}

/** A start that was asked for and not granted, with the reason for the person who asked; of no workflow where none matched. */
export type Refusal = ConsideredVersion | { readonly workflow?: undefined; readonly reason: string };

/** An event as we keep it. `received` -> `planned` -> `handled`, or `parked` with the reason. */
export interface StoredEvent {
  readonly event: RecordEvent;
  /** Number within the record, in the order we took the events in. */
  readonly sequence: number;
  readonly status: 'received' | 'planned' | 'handled' | 'parked';
  /** The values before this event: the sender's, else our snapshot's. Absent for a record never seen. */
  readonly previousFields?: JsonObject;
  /** True when a newer event of the record was taken in before: the snapshot was left as it is. */
  readonly late?: boolean;
  readonly plan?: DispatchPlan;
  readonly handledAt?: string;
  readonly parkedReason?: string;
}

/** The entity of an event type: the text before the last dot. */
export function entityOf(type: string): string {
  return type.slice(0, type.lastIndexOf('.'));
}

/** The verb of an event type: the text after the last dot. */
export function verbOf(type: string): string {
  return type.slice(type.lastIndexOf('.') + 1);
}
