import type { ParentRun } from '../event/event.ts';
import type { Json, JsonObject } from '../json/json.ts';
import type { Notification } from '../notification/notification.ts';
import type { RecordKey } from '../record/record.ts';
import type { AcceptedCommand } from './accepted-command.ts';
import type { StoryStep } from './story-step.ts';
import type { Visit } from './visit.ts';

/** One execution of one workflow version for one trigger. */
export interface Run {
  readonly company: string;
  /** Also the execution's name: `runIdOf`. */
  readonly id: string;
  readonly workflowId: string;
  readonly workflow: string;
  readonly version: number;
  readonly kind: 'approval' | 'automated' | 'scheduled' | 'instant';
  readonly record: RecordKey;
  readonly event: { readonly source: string; readonly id: string; readonly type: string };
  /** Who asked for it, when a person did. */
  readonly requestedBy?: string;
  /**
   * `starting` before its execution is started, and until the sweep has looked at it: it shows as `running` as soon as its event is handled. An open run
   * that holds a wait shows as `waiting`.
   */
  readonly status: 'starting' | 'running' | 'succeeded' | 'failed' | 'cancelled' | 'timedOut';
  /** Known before the execution is there. */
  readonly executionArn?: string;
  readonly inputs?: JsonObject;
  /** The run that ordered this one, and the order that it may wait for. */
  readonly parent?: ParentRun;
  /** How many runs started each other, this one counted. 1 when absent. */
  readonly chainDepth?: number;
  /** Where it has taken a place or waits for one: its workflow limits its runs. */
  readonly lanes?: readonly string[];
  /** What an instant flow answered. */
  readonly response?: { readonly text?: string; readonly data?: Json };
  readonly startedAt: string;
  readonly endedAt?: string;
  readonly error?: { readonly name: string; readonly message: string };
  /** What it went through, where it has ended and that is short. Otherwise it lies in a blob. */
  readonly steps?: readonly StoryStep[];
  readonly cancelledBy?: string;
  /** The event by which its record changed or went while its approval is pending: the sweep heeds it. */
  readonly heed?: { readonly source: string; readonly id: string };
  /** When the sweep asks next how its execution stands. */
  readonly nextCheckAt?: string;
}

/** True while the execution may still do something. */
export function isOpenRun(run: Pick<Run, 'status'>): boolean {
  return run.status === 'starting' || run.status === 'running';
}

/** What a finished action of a run left behind: the memory that makes a repeated invocation answer the same. */
export interface ActionRecord {
  readonly company: string;
  readonly runId: string;
  readonly step: string;
  readonly visit: Visit;
  readonly action: string;
  readonly options: JsonObject;
  readonly output: Json;
  /** What a repetition tells people again. */
  readonly notifications?: readonly Notification[];
  /** Groups of the outbox that a repetition relays again. */
  readonly relay?: readonly string[];
  /** The source has accepted the command and will report when it is done. */
  readonly accepted?: AcceptedCommand;
  readonly startedAt: string;
  readonly endedAt: string;
}

/** What the actions of one call left behind: the first one's, and those behind it as far as they were finished. */
export type ActionMemory = ActionRecord & { readonly further?: readonly Omit<ActionRecord, 'company' | 'runId'>[] };

/** The actions of a memory one by one, in their order. */
export function actionsIn({ further = [], ...first }: ActionMemory): readonly ActionRecord[] {
  const { company, runId } = first;
  return [first, ...further.map((record) => ({ company, runId, ...record }))];
}

/** The key that outgoing calls carry: stable over retries of one visit of a step. */
export function idempotencyKeyOf(place: { runId: string; step: string; visit: Visit }): string {
  return `${place.runId}/${place.step}/${place.visit}`;
}

/** The run whose command brought an event about: the event's cause is the command's idempotency key. Undefined where no run did. */
export function causingRunOf({ cause }: { readonly cause?: string }): string | undefined {
  return cause?.split('/')[0] || undefined;
}
