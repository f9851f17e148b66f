import type { Json, JsonObject } from '../json/json.ts';

/** A workflow as people write it (design.md section 3). The zod schema in contracts/ is checked against these types. */
export interface WorkflowDefinition {
  /** At most 20 characters, unique in the company. */
  readonly code: string;
  readonly description?: string;
  readonly category?: string;
  readonly kind: 'approval' | 'automated' | 'scheduled' | 'instant';
  /** Of the approval workflows that match one event, the one with the largest priority starts (ties by code). 100 when absent. */
  readonly priority?: number;
  readonly on: EventTrigger | InstantTrigger;
  /** JSON Schema of what an instant flow asks first. */
  readonly inputs?: JsonObject;
  readonly steps: readonly Step[];
}

export interface EventTrigger {
  /** `<entity>.<verb>` or the Business Central function name of the event. */
  readonly event: string;
  readonly where?: Conditions;
}

export interface InstantTrigger {
  readonly instant: { readonly entity: string; readonly view?: readonly AutomateView[] };
}

/** Where the Automate menu stands. */
export type AutomateView = 'list' | 'card' | 'document';

/** All parts must hold. An absent part always holds. */
export interface Conditions {
  /** Field name -> Business Central filter. */
  readonly record?: Filters;
  /** Filters on document lines. */
  readonly lines?: LineConditions;
  readonly change?: ChangeCondition;
  /** Filters on the approval request: `pendingApprovals`, `approverId`, ... */
  readonly request?: Filters;
  /** `{% JSONata %}` giving true or false. */
  readonly expression?: string;
}

export type Filters = { readonly [field: string]: string | number | boolean };

/** `any`: at least one line satisfies all filters at once (Business Central). `every`: each line does, and there is one. */
export interface LineConditions {
  readonly any?: Filters;
  readonly every?: Filters;
}

export interface ChangeCondition {
  readonly field: string;
  readonly is: 'increased' | 'decreased' | 'changed';
  /** At least this much: an amount (`50`) or a share of the old value (`10%`). */
  readonly by?: string | number;
}

interface StepBase {
  /** `[a-z][A-Za-z0-9]*`; names the result (`$id`) and is the target of `goto`. */
  readonly id?: string;
  readonly title?: string;
}

export interface DoStep extends StepBase {
  /** `connector.action`, or the Business Central function name of the response. */
  readonly do: string;
  readonly with?: { readonly [option: string]: Json };
}

export interface WhenStep extends StepBase {
  readonly when: readonly WhenBranch[];
  readonly timeout?: { /** ISO 8601 duration. */ readonly after: string; readonly steps: readonly Step[] };
}

export interface WhenBranch {
  readonly event: string;
  readonly where?: Conditions;
  readonly steps: readonly Step[];
}

export interface SetStep extends StepBase {
  /** Variable name -> value or `{% expression %}`. */
  readonly set: { readonly [variable: string]: Json };
}

export interface IfStep extends StepBase {
  readonly if: string;
  readonly then: readonly Step[];
  readonly else?: readonly Step[];
}

export interface RespondStep extends StepBase {
  readonly respond: { readonly text?: string; readonly data?: Json };
}

export interface GotoStep extends StepBase {
  /** The `id` of a `do` or `when` step. */
  readonly goto: string;
}

export interface StopStep extends StepBase {
  readonly stop: 'succeeded' | 'failed' | 'cancelled';
}

export type Step = DoStep | WhenStep | SetStep | IfStep | RespondStep | GotoStep | StopStep;
