import type { Json, JsonObject } from '../../domain/json/json.ts';

/** A JSON Schema that asks for `then` only of what fits `when`: its words `if` and `then`. */
export function ifThen(when: JsonObject, then: JsonObject): Json {
  return Object.fromEntries([
    ['if', when],
    ['then', then],
  ]);
}
