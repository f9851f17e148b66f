import type { JsonObject } from '../../../shared/domain/json/json.ts';
import type { Deed } from './story.ts';

/** A definition, what happens to it, and what must come of it where that is not plain. */
export interface Case {
  readonly name: string;
  readonly steps: string;
  readonly fields?: JsonObject;
  readonly later?: readonly (readonly [string, JsonObject])[];
  readonly outcome?: Deed['outcome'];
  /** The option `value` of each call, in order. */
  readonly values?: readonly unknown[];
}
