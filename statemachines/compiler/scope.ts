import type { Json, JsonObject } from '../../shared/domain/json/json.ts';
import { expressionText } from '../../shared/domain/workflow/expression-text.ts';
import { readExpression } from '../lint/read-expression.ts';
import type { BranchPlan } from './branch-plan.ts';

/**
 * The variables of the machine's own in one section. Step Functions lets a branch read the variables around it but not assign them, so a
 * branch that changes the event that it last took, or that counts visits, has names of its own for them.
 */
export interface Scope {
  /** 0 for the machine itself. */
  readonly depth: number;
  readonly names: ScopeNames;
  /** What stands before the count of visits: the visit and the item or branch of everything around. */
  readonly place?: string;
  /** Something around the branch catches what fails in it. */
  readonly tried?: boolean;
  /** Absent outside of all branches. */
  readonly branch?: BranchPlan;
}

/** The scope of a branch. */
export type BranchScope = Scope & { readonly branch: BranchPlan };

/** Names without `$`. */
export interface ScopeNames {
  readonly event: string;
  readonly record: string;
  readonly visit: string;
  readonly parked: string;
  /** What an asking action answered, until its outcome is known. */
  readonly asked: string;
  /** How often a `goto` may still lead back. */
  readonly rounds: string;
}

/** The scope of the machine itself. */
export const OUTERMOST: Scope = {
  depth: 0,
  names: { event: 'event', record: 'record', visit: 'visit', parked: 'parked', asked: 'asked', rounds: 'rounds' },
};

/**
 * The scope of a branch inside `outer`.
 *
 * @param about takesEvents: something in the branch, not in branches of its own, may change the event or the record. tried: something
 * around the branch catches what fails in it.
 */
export function innerScope(
  outer: Scope,
  branch: BranchPlan,
  { takesEvents, tried }: { takesEvents: boolean; tried: boolean },
): BranchScope {
  const depth = outer.depth + 1;
  const own = (name: string) => `${name}_${depth}`;
  return {
    depth,
    names: {
      event: takesEvents ? own('event') : outer.names.event,
      record: takesEvents ? own('record') : outer.names.record,
      visit: own('visit'),
      parked: own('parked'),
      asked: own('asked'),
      rounds: own('rounds'),
    },
    place: own('place'),
    tried,
    branch,
  };
}

/** What the first state of a branch assigns. */
export function branchVariables(outer: Scope, inner: BranchScope): JsonObject {
  const { event, record, visit } = inner.names;
  return {
    ...(event !== outer.names.event && {
      [event]: `{% $${outer.names.event} %}`,
      [record]: `{% $${outer.names.record} %}`,
    }),
    [visit]: 0,
    ...(inner.place && { [inner.place]: `{% ${visitText(outer)} & ':' & ${inner.branch.item} %}` }),
  };
}

/**
 * The visit as actions and waits know it: a number, and inside branches a text with the place before it.
 *
 * @param offset how many actions stand before it in the same call: each has a visit of its own.
 */
export function visitOf(scope: Scope, offset = 0): string {
  return `{% ${visitText(scope, offset)} %}`;
}

/** As {@link visitOf}, as JSONata. */
export function visitText({ names, place }: Scope, offset = 0): string {
  const visit = offset === 0 ? `$${names.visit}` : `($${names.visit} + ${offset})`;
  return place ? `$${place} & ':' & ${visit}` : visit;
}

/** The next visit has a number of its own: it is part of the idempotency key of every action. */
export function nextVisit({ names }: Scope, count = 1): JsonObject {
  return { [names.visit]: `{% $${names.visit} + ${count} %}` };
}

/** A value as the author wrote it, in which `$event` and `$record` are those of the branch. */
export function valueIn(scope: Scope, value: Json): Json {
  if (typeof value === 'string') return textIn(scope, value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => valueIn(scope, item));
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, valueIn(scope, member)]));
}

/** As {@link valueIn}, for a text. */
function textIn(scope: Scope, text: string): string {
  const expression = scope.names.event === 'event' ? undefined : expressionText(text);
  return expression === undefined ? text : `{% ${sourceIn(scope, expression)} %}`;
}

/** As {@link valueIn}, for what stands between `{%` and `%}`. */
export function sourceIn({ names }: Scope, expression: string): string {
  if (names.event === 'event') return expression;
  const read = readExpression(expression);
  const used = read.kind === 'read' ? read.variables : [];
  const bindings = (['event', 'record'] as const)
    .filter((name) => used.includes(name))
    .map((name) => `$${name} := $${names[name]}; `);
  return bindings.length === 0 ? expression : `(${bindings.join('')}${expression})`;
}
