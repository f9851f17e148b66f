import jsonata from 'jsonata';
import type { Json, JsonObject } from '../../../shared/domain/json/json.ts';
import { expressionIn } from '../compiled-expressions.ts';
import { at, type Diagnostic, isObject, violation } from './diagnostic.ts';

/** Members of `$states` that are there in some fields only. */
type Restricted = 'result' | 'errorOutput';

/** Fields of a state that hold states of their own, or no expressions. */
const NOT_TEMPLATES = [
  'Type',
  'Comment',
  'QueryLanguage',
  'Next',
  'Default',
  'Resource',
  'Branches',
  'ItemProcessor',
  'Retry',
  'Label',
];
/** Types of states that have a result. */
const WITH_RESULT: readonly Json[] = ['Task', 'Parallel', 'Map'];

/** Syntax errors of a state's expressions, and what they use of `$states` where it is not there. */
export function checkExpressions(state: JsonObject, location: string): Diagnostic[] {
  return Object.entries(state).flatMap(([field, value]) => {
    const where = at(location, field);
    if (NOT_TEMPLATES.includes(field)) return [];
    if (field === 'Catch' && Array.isArray(value)) {
      return value.flatMap((catcher, index) => checkTemplate(catcher, at(where, index), ['errorOutput']));
    }
    const leaving = field === 'Assign' || field === 'Output';
    return checkTemplate(value, where, leaving && WITH_RESULT.includes(state.Type ?? null) ? ['result'] : []);
  });
}

function checkTemplate(value: Json, location: string, allowed: readonly Restricted[]): Diagnostic[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => checkTemplate(item, at(location, index), allowed));
  if (isObject(value)) {
    return Object.entries(value).flatMap(([name, item]) => checkTemplate(item, at(location, name), allowed));
  }
  if (typeof value !== 'string') return [];
  const text = expressionIn(value);
  if (text !== undefined) return checkExpression(text, location, allowed);
  return value.startsWith('{%') === value.endsWith('%}')
    ? []
    : [violation(location, "A JSONata expression must start with '{%' and end with '%}'")];
}

function checkExpression(text: string, location: string, allowed: readonly Restricted[]): Diagnostic[] {
  try {
    const used = [...restrictedIn(jsonata(text).ast())].filter((name) => !allowed.includes(name));
    return used.map((name) => violation(location, `'$states.${name}' is not available in this field`));
  } catch (error) {
    const { message, position } = Object(error);
    return [violation(location, `The JSONata expression is invalid: ${message} (at character ${position})`)];
  }
}

/** What a syntax tree reads of `$states.result` and `$states.errorOutput`. */
function restrictedIn(node: unknown, found = new Set<Restricted>()): Set<Restricted> {
  if (typeof node !== 'object' || node === null) return found;
  const { type, steps } = node as { type?: unknown; steps?: unknown };
  if (type === 'path' && Array.isArray(steps)) {
    const [first, second] = steps;
    const name = first?.type === 'variable' && first.value === 'states' ? second?.value : undefined;
    if (second?.type === 'name' && (name === 'result' || name === 'errorOutput')) found.add(name);
  }
  for (const child of Object.values(node)) restrictedIn(child, found);
  return found;
}
