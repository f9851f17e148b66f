import type { Json } from '../domain/json/json.ts';
import { sameJson } from '../domain/record/record.ts';

/** True when two values of the domain say the same. Members that are undefined count as absent. */
export function isSame(left: object, right: object): boolean {
  return sameJson(asJson(left), asJson(right));
}

function asJson(value: object): Json {
  return JSON.parse(JSON.stringify(value)) as Json;
}
