import type { JsonObject } from '../json/json.ts';

/** Tries an action again that said it failed. What is transient is tried again anyhow. */
export interface RetryOptions {
  /** Further tries after the first. */
  readonly attempts: number;
  /** ISO 8601 duration before the first of them. 10 seconds when absent. */
  readonly every?: string;
  /** By how much the pause grows each time. 2 when absent. */
  readonly backoff?: number;
}

/** What people are asked, and who. */
export interface ApproveOptions {
  readonly title: string;
  readonly text?: string;
  /** User ids, or an expression that gives one or a list of them. */
  readonly to: string | readonly string[];
  /** How many must agree: the first answer decides (default), all, or so many. */
  readonly needs?: 'first' | 'everyone' | number;
  /** One after the other, in the order of `to`. */
  readonly sequential?: boolean;
  /** What can be answered, instead of Approve and Reject. */
  readonly responses?: readonly string[];
  /** ISO 8601 duration until it is due. */
  readonly due?: string;
}

/** What somebody is to do, and who. */
export interface TaskOptions {
  readonly title: string;
  readonly text?: string;
  /** User ids, or an expression that gives one or a list of them. Any of them may do it. */
  readonly to?: string | readonly string[];
  /** Code of a user group, any of whose members may do it. */
  readonly group?: string;
  /** JSON Schema of what is filled in. */
  readonly form?: JsonObject;
  /** ISO 8601 durations: until it is due, and when a reminder is sent. */
  readonly due?: string;
  readonly remind?: readonly string[];
}
