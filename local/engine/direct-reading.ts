import type jsonata from 'jsonata';
import type { Json, JsonObject } from '../../shared/domain/json/json.ts';
import { isFunctionOfJsonata } from './plain-json.ts';

/** What an expression sees. */
export interface Sight {
  /** By name without `$`. */
  readonly variables: JsonObject;
  /** `$states.input`. */
  readonly input: Json;
  /** Members of `$states` beside input and context. */
  readonly states: JsonObject;
  /** `$states.context`, made for those who look. */
  context(): JsonObject;
}

/** Gives the value of an expression, or undefined where only JSONata can tell it. */
export type DirectReading = (sight: Sight) => Json | undefined;

/**
 * Most expressions of a machine are a path (`$run.id`), a constant, or two of these with an operator between them (`$visit + 1`). What
 * JSONata makes of such a one is plain while the path leads through objects and ends at a value that is there, and the operator stands
 * between values of its own kind: then it is read here, at once. Everything else (arrays on the way, what is missing, errors) is
 * JSONata's.
 *
 * @returns undefined for an expression of another form.
 */
export function directReadingOf(expression: jsonata.Expression): DirectReading | undefined {
  const node = expression.ast();
  const reading = node.type === 'binary' ? operationOf(node) : operandOf(node);
  return (
    reading && ((sight) => (UNUSABLE.some((name) => Object.hasOwn(sight.variables, name)) ? undefined : reading(sight)))
  );
}

/** Under these names a variable upsets JSONata's own table of variables. */
const UNUSABLE = ['hasOwnProperty', '__proto__'];

/** A node of JSONata's syntax tree, of which its types do not tell all members. */
type Node = Readonly<Record<string, unknown>>;

function nodeOf(value: unknown): Node {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function operationOf(node: object): DirectReading | undefined {
  const { type: _type, value: operator, position: _position, lhs, rhs, ...more } = nodeOf(node);
  const left = operandOf(lhs);
  const right = operandOf(rhs);
  const operate = OPERATORS.get(operator);
  if (!left || !right || !operate || hasMembers(more)) return undefined;
  return (sight) => {
    const first = left(sight);
    const second = right(sight);
    return first === undefined || second === undefined ? undefined : operate(first, second);
  };
}

function operandOf(node: unknown): DirectReading | undefined {
  const { type, steps, ...more } = nodeOf(node);
  if (type === 'path') return Array.isArray(steps) && !hasMembers(more) ? pathOf(steps) : undefined;
  const { value, position: _position, ...others } = more;
  if (steps !== undefined || hasMembers(others)) return undefined;
  if (type === 'variable') return value === 'states' ? undefined : variableOf(value);
  const isConstant = type === 'string' || type === 'number' || type === 'value';
  return isConstant && isScalar(value) ? () => value : undefined;
}

function pathOf([first, ...rest]: readonly unknown[]): DirectReading | undefined {
  const variable = bareValue(first, 'variable');
  const names = rest.map((step) => bareValue(step, 'name'));
  if (variable === undefined || !names.every((name) => name !== undefined)) return undefined;
  if (variable !== 'states') return membersOf(variableOf(variable), names);
  const [member, ...deeper] = names;
  return member === undefined ? undefined : membersOf(memberOfStates(member), deeper);
}

/** The value of a step that has nothing beside it: no predicate, grouping, binding or `[]`. */
function bareValue(step: unknown, wanted: 'variable' | 'name'): string | undefined {
  const { type, value, position: _position, ...more } = nodeOf(step);
  return type === wanted && typeof value === 'string' && !hasMembers(more) ? value : undefined;
}

function variableOf(name: unknown): DirectReading | undefined {
  // `$` and `$$` are the context.
  if (typeof name !== 'string' || name === '' || name === '$') return undefined;
  return ({ variables }) => memberOf(variables, name);
}

function memberOfStates(name: string): DirectReading {
  if (name === 'input') return ({ input }) => input;
  if (name === 'context') return ({ context }) => context();
  return ({ states }) => memberOf(states, name);
}

function membersOf(first: DirectReading | undefined, names: readonly string[]): DirectReading | undefined {
  if (!first) return undefined;
  return (sight) => {
    let value = first(sight);
    for (const name of names) value = memberOf(value, name);
    return value;
  };
}

/** What an object itself has under a name. */
function memberOf(value: Json | undefined, name: string): Json | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || isFunctionOfJsonata(value))
    return undefined;
  return Object.hasOwn(value, name) ? value[name] : undefined;
}

const OPERATORS: ReadonlyMap<unknown, (left: Json, right: Json) => Json | undefined> = new Map([
  ['+', ofNumbers((left, right) => left + right)],
  ['-', ofNumbers((left, right) => left - right)],
  ['*', ofNumbers((left, right) => left * right)],
  ['<', ofNumbers((left, right) => left < right)],
  ['<=', ofNumbers((left, right) => left <= right)],
  ['>', ofNumbers((left, right) => left > right)],
  ['>=', ofNumbers((left, right) => left >= right)],
  ['=', ofScalars((left, right) => left === right)],
  ['!=', ofScalars((left, right) => left !== right)],
]);

function ofNumbers(operate: (left: number, right: number) => number | boolean) {
  return (left: Json, right: Json): Json | undefined =>
    typeof left === 'number' && typeof right === 'number' ? operate(left, right) : undefined;
}

function ofScalars(operate: (left: Json, right: Json) => boolean) {
  return (left: Json, right: Json): Json | undefined =>
    typeof left === 'object' || typeof right === 'object' ? undefined : operate(left, right);
}

function isScalar(value: unknown): value is string | number | boolean | null {
  return value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

function hasMembers(object: object): boolean {
  return Object.keys(object).length > 0;
}
