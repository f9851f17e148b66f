import type { ConsideredVersion } from '../event/event.ts';
import type { JsonObject } from '../json/json.ts';
import type { Conditions, EventKey, WorkflowDefinition } from './definition.ts';

/** A workflow of a company: the definition that people edit, and which version of it is enabled. */
export interface Workflow {
  readonly company: string;
  /** Never reused, also when the code is. */
  readonly id: string;
  readonly code: string;
  /** A draft may have any form, apart from its code. */
  readonly definition: WorkflowDefinition | JsonObject;
  readonly enabled: boolean;
  /** The newest published version, 0 before the first enabling. */
  readonly version: number;
  readonly stateMachineArn?: string;
  /** Code of the template it was copied from. */
  readonly template?: string;
  readonly createdAt: string;
  readonly changedAt: string;
  readonly changedBy: string;
  /** Out of sight. Enabling takes it back. */
  readonly archivedAt?: string;
}

/** One published, immutable version. Runs keep theirs. */
export interface WorkflowVersion {
  readonly company: string;
  readonly workflowId: string;
  readonly code: string;
  readonly version: number;
  readonly definition: WorkflowDefinition;
  readonly stateMachineVersionArn: string;
  /** SHA-256 of the compiled machine; enabling publishes a new version only when it differs. */
  readonly machineHash: string;
  /** The event types that its waits may take. */
  readonly listensTo: readonly string[];
  /** Conditions of each wait by step id, in the order of its branches. */
  readonly waits: Readonly<Record<string, readonly WaitBranch[]>>;
  /** Which step each state of the machine belongs to. */
  readonly states: Readonly<Record<string, StateOrigin>>;
  readonly publishedAt: string;
  readonly publishedBy: string;
}

export interface WaitBranch {
  readonly event: string;
  readonly key?: EventKey;
  readonly where?: Conditions;
}

export interface StateOrigin {
  readonly step: string;
  /**
   * The kind of the step (`do`, `when`, `set`, `if`, `respond`, `stop`), or what else the state is for: `start`, `done`, of a wait
   * `timeout` (closes it), `branch` (chooses) and `expired` (fails), of a command `command` (waits for its completion) and `park`.
   */
  readonly kind: string;
  readonly title: string;
  /** Steps behind it that share its call: they are done in the same state. */
  readonly further?: readonly { readonly step: string; readonly title: string }[];
}

/** What the compiler makes of a definition. Same definition, same bytes. */
export interface CompiledWorkflow {
  /** The Amazon States Language text. */
  readonly machine: string;
  readonly listensTo: readonly string[];
  readonly waits: Readonly<Record<string, readonly WaitBranch[]>>;
  readonly states: Readonly<Record<string, StateOrigin>>;
}

/** The enabled workflows on one event type of a company: the item that decides what starts. */
export interface EnabledSet {
  readonly company: string;
  /** Event type, `instant` for all instant flows, or `schedule` for all scheduled ones. */
  readonly event: string;
  readonly workflows: readonly EnabledWorkflow[];
}

export interface EnabledWorkflow {
  readonly workflowId: string;
  readonly code: string;
  readonly kind: WorkflowDefinition['kind'];
  readonly version: number;
  readonly priority: number;
}

/** Says of an enabled workflow why it did not start. */
export function consideredVersion({ workflowId, code, version }: EnabledWorkflow, reason: string): ConsideredVersion {
  return { workflowId, workflow: code, version, reason };
}
