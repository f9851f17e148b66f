import type { Json } from '../../../shared/domain/json/json.ts';
import { expressionIn } from '../compiled-expressions.ts';
import { instantIn } from '../instant.ts';
import { at, type Check, isObject, violation } from './diagnostic.ts';

/** Anything will do. */
export const anything: Check = () => [];

export const text: Check = (value, location) =>
  typeof value === 'string' ? [] : [violation(location, 'The value must be a string')];

export const truth: Check = (value, location) =>
  typeof value === 'boolean' ? [] : [violation(location, 'The value must be a boolean')];

/** One of a few texts. */
export function oneOf(...texts: readonly string[]): Check {
  return (value, location) =>
    typeof value === 'string' && texts.includes(value)
      ? []
      : [violation(location, `The value must be one of ${texts.map((one) => `'${one}'`).join(', ')}`)];
}

/** A number within limits; a whole one unless `fraction` is true. */
export function numberFrom(min: number, max = Number.MAX_SAFE_INTEGER, fraction = false): Check {
  const kind = fraction ? 'a number' : 'an integer';
  const limits = max === Number.MAX_SAFE_INTEGER ? `of at least ${min}` : `from ${min} to ${max}`;
  return (value, location) =>
    typeof value === 'number' && value >= min && value <= max && (fraction || Number.isInteger(value))
      ? []
      : [violation(location, `The value must be ${kind} ${limits}`)];
}

/** A JSONata expression, or a value that passes another check. */
export function expressionOr(check: Check, what = 'a JSONata expression'): Check {
  return (value, location) => {
    if (isExpression(value)) return [];
    if (typeof value === 'string' && check !== text && check !== timestamp) {
      return [violation(location, `The value must be ${what}`)];
    }
    return check(value, location);
  };
}

export const timestamp: Check = (value, location) =>
  typeof value === 'string' && instantIn(value) !== undefined
    ? []
    : [violation(location, 'The value must be a timestamp in the form of RFC 3339')];

/** An array that is not empty, each item of which passes. */
export function listOf(check: Check): Check {
  return (value, location) =>
    Array.isArray(value) && value.length > 0
      ? value.flatMap((item, index) => check(item, at(location, index)))
      : [violation(location, 'The value must be a non-empty array')];
}

/** An array whose items pass; it may be empty. */
export function anyListOf(check: Check): Check {
  return (value, location) =>
    Array.isArray(value)
      ? value.flatMap((item, index) => check(item, at(location, index)))
      : [violation(location, 'The value must be an array')];
}

/** Variables to assign: names as JSONata knows them, and not the reserved one. */
export const assignments: Check = (value, location) => {
  if (!isObject(value)) return [violation(location, 'The value must be an object')];
  return Object.keys(value)
    .filter((name) => name === 'states' || name.length > 80 || !/^[\p{L}_][\p{L}\p{N}_]*$/u.test(name))
    .map((name) => violation(at(location, name), `'${name}' is not a valid name of a variable`));
};

function isExpression(value: Json): boolean {
  return typeof value === 'string' && expressionIn(value) !== undefined;
}
