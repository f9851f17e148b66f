import type { Json, JsonObject } from '../../../shared/domain/json/json.ts';
import type { Answers } from './run-machine.ts';

/** A row of the engine's own table: a rule of AWS's documentation, shown by a small machine. */
export interface LanguageCase {
  /** The rule, as the end of `it ...`. */
  readonly rule: string;
  readonly definition: object;
  readonly input?: JsonObject;
  readonly answers?: Answers;
  readonly output?: Json;
  readonly error?: string;
  readonly cause?: string | RegExp;
  /** Seconds that the execution takes. */
  readonly seconds?: number;
  readonly status?: string;
  /** The details of the first event of a type. */
  readonly details?: Readonly<Record<string, object>>;
  /** Types of all events, in order. */
  readonly events?: readonly string[];
}
