import type { Json, JsonObject } from '../json/json.ts';
import type { RunLimits } from './run-limits.ts';
import type { ApproveOptions, RetryOptions, TaskOptions } from './step-options.ts';

/** A workflow as people write it (design.md section 3). The zod schema in contracts/ is checked against these types. */
export interface WorkflowDefinition {
  /** At most 20 characters, unique in the company. */
  readonly code: string;
  readonly description?: string;
  readonly category?: string;
  readonly kind: 'approval' | 'automated' | 'scheduled' | 'instant';
  /** Of the approval workflows that match one event, the one with the largest priority starts (ties by code). 100 when absent. */
  readonly priority?: number;
  readonly on: Trigger;
  /** JSON Schema of what an instant flow asks first. */
  readonly inputs?: JsonObject;
  /** How many runs there may be, and how soon. */
  readonly limits?: RunLimits;
  readonly steps: readonly Step[];
}

export type Trigger = EventTrigger | InstantTrigger | ScheduleTrigger;

export interface EventTrigger {
  /** `<entity>.<verb>` or the Business Central function name of the event. */
  readonly event: string;
  readonly where?: Conditions;
  /** What a run of this workflow brought about does not start it again. */
  readonly ignoreOwn?: boolean;
}

export interface InstantTrigger {
  readonly instant: { readonly entity: string; readonly view?: readonly AutomateView[] };
}

export interface ScheduleTrigger {
  readonly schedule: {
    /** Five fields: minute, hour, day of month, month, day of week. */
    readonly cron: string;
    /** IANA name, `Europe/Amsterdam`. UTC when absent. */
    readonly timeZone?: string;
    /** What becomes of starts that were missed while nothing ran: one run for all of them (default), or none. */
    readonly missed?: 'runOnce' | 'skip';
  };
}

/** Where the Automate menu stands. */
export type AutomateView = 'list' | 'card' | 'document';

/** All parts must hold. An absent part always holds. */
export interface Conditions {
  /** Field name -> Business Central filter. */
  readonly record?: Filters;
  /** Filters on document lines. */
  readonly lines?: LineConditions;
  /** One change, or several that must all have happened. */
  readonly change?: ChangeCondition | readonly ChangeCondition[];
  /** Filters on the approval request: `pendingApprovals`, `approverId`, ... */
  readonly request?: Filters;
  /** `{% JSONata %}` giving true or false. */
  readonly expression?: string;
}

export type Filters = { readonly [field: string]: string | number | boolean };

/**
 * `any`: at least one line satisfies all filters at once (Business Central). `every`: each line does, and there is one.
 * `sum` and `count`: over the lines that satisfy `of` (all when absent), held against a filter.
 */
export interface LineConditions {
  readonly any?: Filters;
  readonly every?: Filters;
  readonly sum?: LineTotal & { readonly field: string };
  readonly count?: LineTotal;
}

export interface LineTotal {
  readonly of?: Filters;
  /** A filter on the number: `>1000`, `2..5`. */
  readonly is: string | number;
}

export interface ChangeCondition {
  /** One field, or several of which one must have changed so. */
  readonly field: string | readonly string[];
  readonly is: 'increased' | 'decreased' | 'changed';
  /** At least this much: an amount (`50`) or a share of the old value (`10%`). */
  readonly by?: string | number;
  /** Filters on the value before and on the value after. */
  readonly from?: string | number | boolean;
  readonly to?: string | number | boolean;
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
  readonly retry?: RetryOptions;
  /** ISO 8601 duration: how long one try may take; of a command, how long the source may take to report. */
  readonly timeout?: string;
}

/** What happens when nobody came in time. */
export interface TimeLimit {
  /** ISO 8601 duration. */
  readonly after: string;
  readonly steps: readonly Step[];
}

export interface WhenStep extends StepBase {
  readonly when: readonly WhenBranch[];
  readonly timeout?: TimeLimit;
}

/**
 * By what an event of another record finds the run, without knowing it: a field of the event's record has the value that a field of the run's own
 * record had when the run began. `id` stands for the id of a record.
 */
export interface EventKey {
  /** Of the event's record. */
  readonly field: string;
  /** Field of the run's own record. */
  readonly equals: string;
}

export interface WhenBranch {
  readonly event: string;
  /** Only on events of entities of one's own. */
  readonly key?: EventKey;
  readonly where?: Conditions;
  readonly steps: readonly Step[];
}

/** An approval in the middle of a flow. `$id` is its outcome and who answered what. */
export interface ApproveStep extends StepBase {
  readonly approve: ApproveOptions;
  readonly timeout?: TimeLimit;
}

/** Something that a person does. `$id` says whether it was done, by whom, and what the form says. */
export interface TaskStep extends StepBase {
  readonly task: TaskOptions;
  readonly timeout?: TimeLimit;
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

export interface SwitchStep extends StepBase {
  readonly switch: string;
  readonly cases: readonly SwitchCase[];
  readonly else?: readonly Step[];
}

export interface SwitchCase {
  /** The value, or one of the values, for which this case is taken. */
  readonly is: CaseValue | readonly CaseValue[];
  readonly steps: readonly Step[];
}

export type CaseValue = string | number | boolean | null;

/** The steps for each item of a list. What they set is their own; `result` of each is collected in `$id`. */
export interface ForEachStep extends StepBase {
  readonly forEach: string | readonly Json[];
  /** The variable that holds the item. `item` when absent. */
  readonly as?: string;
  /** Items at the same time. 1 when absent: one after the other. */
  readonly concurrency?: number;
  readonly steps: readonly Step[];
  readonly result?: Json;
}

/** Branches at the same time. What they set is their own; `result` of each is collected in `$id`. */
export interface ParallelStep extends StepBase {
  readonly parallel: readonly ParallelBranch[];
}

export interface ParallelBranch {
  readonly title?: string;
  readonly steps: readonly Step[];
  readonly result?: Json;
}

export interface WaitStep extends StepBase {
  /** `for`: ISO 8601 duration, or an expression that gives seconds. `until`: ISO 8601 date or instant, or an expression that gives one. */
  readonly wait: { readonly for: string } | { readonly until: string };
}

export interface TryStep extends StepBase {
  readonly try: readonly Step[];
  /** `$id` is `{ error, cause }` here. */
  readonly catch: readonly Step[];
}

export interface RespondStep extends StepBase {
  readonly respond: { readonly text?: string; readonly data?: Json };
}

export interface RunStep extends StepBase {
  /** Code of a workflow that is enabled. */
  readonly run: string;
  readonly inputs?: { readonly [input: string]: Json };
  /** Go on at once, without waiting for its end. */
  readonly background?: boolean;
}

export interface GotoStep extends StepBase {
  /** The `id` of a step that does or waits for something. */
  readonly goto: string;
}

export interface StopStep extends StepBase {
  readonly stop: 'succeeded' | 'failed' | 'cancelled';
}

export type Step =
  | DoStep
  | WhenStep
  | ApproveStep
  | TaskStep
  | IfStep
  | SwitchStep
  | ForEachStep
  | ParallelStep
  | WaitStep
  | TryStep
  | SetStep
  | RespondStep
  | RunStep
  | StopStep
  | GotoStep;
