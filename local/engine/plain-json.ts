import type { Json, JsonObject } from '../../shared/domain/json/json.ts';

/** An expression gave something that is no JSON: a function, a regular expression, a number without end. */
export class UnsupportedValueError extends Error {
  override readonly name = 'UnsupportedValueError';
}

/**
 * What JSONata gave, as JSON that shares nothing with it. Members without a value are left out, as JSON text would.
 *
 * @throws UnsupportedValueError for what JSON cannot say, however deep inside it is.
 */
export function plainJson(value: unknown): Json {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      if (!Number.isFinite(value)) throw new UnsupportedValueError(`${value} is no number of JSON.`);
      // JSON text does not know a zero below zero.
      return value === 0 ? 0 : value;
    case 'object':
      if (value === null) return null;
      if (Array.isArray(value)) return Array.from(value, (item) => (item === undefined ? null : plainJson(item)));
      if (isFunctionOfJsonata(value)) throw new UnsupportedValueError('A function is no JSON.');
      return plainObject(value);
    default:
      throw new UnsupportedValueError(`A ${typeof value} is no JSON.`);
  }
}

function plainObject(value: object): JsonObject {
  const plain: JsonObject = {};
  for (const [name, member] of Object.entries(value)) {
    if (member !== undefined) setMember(plain, name, plainJson(member));
  }
  return plain;
}

/** Gives an object a member, also one that is called as the object's prototype is. */
export function setMember(object: JsonObject, name: string, value: Json): void {
  if (name === '__proto__')
    Object.defineProperty(object, name, { value, enumerable: true, writable: true, configurable: true });
  else object[name] = value;
}

/** True for what JSONata takes for a function. */
export function isFunctionOfJsonata(value: object): boolean {
  return '_jsonata_lambda' in value || '_jsonata_function' in value;
}
