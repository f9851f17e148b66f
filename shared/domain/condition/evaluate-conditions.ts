import type { RequestFacts } from '../event/event.ts';
import type { Json, JsonObject } from '../json/json.ts';
import type { Conditions } from '../workflow/definition.ts';
import { checkChange } from './check-change.ts';
import { checkExpression } from './check-expression.ts';
import { checkFilters } from './check-filters.ts';
import { checkLines } from './check-lines.ts';

/** What conditions are held against. */
export interface ConditionFacts {
  /** The event as `$event` shows it to expressions. */
  readonly event: JsonObject;
  /** The record as of the event. Lines are absent when they are not known. */
  readonly record: { readonly fields: JsonObject; readonly lines?: readonly JsonObject[] };
  /** Field values before the event, where known. */
  readonly previous?: JsonObject;
  /** The approval request that the event is about, for `approvalRequest.*` events. */
  readonly request?: RequestFacts;
  /** Milliseconds since 1970-01-01T00:00:00Z: what `t` in filters is counted from. */
  readonly now: number;
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

export interface ConditionResult {
  readonly holds: boolean;
  readonly checks: readonly ConditionCheck[];
}

/** Evaluates the text between `{%` and `%}`; `{ event }` is `$event`. Throws where it gives no value. */
export type EvaluateExpression = (expression: string, bindings: JsonObject) => Promise<Json>;

/**
 * Whether all conditions hold, with every single one explained. Never rejects: a condition that can not be evaluated does not hold,
 * and says why. The expression is the only costly one, so it is left out when another condition fails already.
 */
export async function evaluateConditions(
  conditions: Conditions,
  facts: ConditionFacts,
  evaluateExpression: EvaluateExpression,
): Promise<ConditionResult> {
  const checks: ConditionCheck[] = [
    ...checkFilters(conditions.record ?? {}, facts.record.fields, { pointer: '/record', ...facts }),
    ...checkLines(conditions.lines ?? {}, facts),
    ...(conditions.change ? [checkChange(conditions.change, facts)] : []),
    ...checkFilters(conditions.request ?? {}, { ...facts.request }, { pointer: '/request', ...facts }),
  ];
  if (conditions.expression !== undefined) {
    const decided = checks.some((check) => !check.holds);
    checks.push(await checkExpression(conditions.expression, facts, decided ? undefined : evaluateExpression));
  }
  return { holds: checks.every((check) => check.holds), checks };
}
