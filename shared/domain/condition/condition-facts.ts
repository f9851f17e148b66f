import type { RequestFacts } from '../event/event.ts';
import type { Json, JsonObject } from '../json/json.ts';

/** What conditions are held against. */
export interface ConditionFacts {
  /** The event as `$event` shows it to expressions. */
  readonly event: JsonObject;
  /** The record as of the event. Lines are absent when they are not known. `entity` says which fields the catalogue knows. */
  readonly record: {
    readonly entity?: string;
    readonly fields: JsonObject;
    readonly lines?: readonly JsonObject[];
  };
  /** Field values before the event, where known. */
  readonly previous?: JsonObject;
  /** The approval request that the event is about, for `approvalRequest.*` events. */
  readonly request?: RequestFacts;
  /** Milliseconds since 1970-01-01T00:00:00Z: what `t` in filters is counted from. */
  readonly now: number;
  /** IANA name of the zone whose days are meant. Absent: UTC. */
  readonly timeZone?: string;
  /** What `%me` and `%user` stand for. */
  readonly user?: string;
}

/** One condition and what came of it, for people who ask why. */
export interface ConditionCheck {
  /** JSON pointer into the conditions. */
  readonly pointer: string;
  /** The condition as a person reads it: `status: Open`. */
  readonly text: string;
  /** The value that was compared. Absent when there is none. */
  readonly value?: Json;
  readonly holds: boolean;
  /** Why it does not hold. */
  readonly reason?: string;
}

/** Evaluates the text between `{%` and `%}`; `{ event }` is `$event`. Throws where it gives no value. */
export type EvaluateExpression = (expression: string, bindings: JsonObject) => Promise<Json>;
