import { setFlagsFromString } from 'node:v8';
import type jsonata from 'jsonata';

/**
 * An expression that takes longer, goes deeper or grows larger is stopped: it would hold up everything else in this process, or end it.
 * The time is that of the processor, so that a busy machine fails nobody.
 */
const EVALUATION_MICROSECONDS = 1_000_000;
const MAX_DEPTH = 10_000;
const MAX_ITEMS = 1_000_000;
const MAX_CHARACTERS = 16_000_000;
/** The time is looked at once in so many steps, and counts from the first look: a short expression pays nothing for it. */
const STEPS_BETWEEN_LOOKS = 1_024;

/**
 * What every object of the language underneath has: its prototype, and the functions on it. By these an expression would leave its data
 * and change what everything else in this process stands on (`{}.__proto__`, `{}.constructor`).
 */
const UNDERNEATH: ReadonlySet<unknown> = new Set(
  [Object.prototype, Array.prototype, Function.prototype].flatMap((prototype) => [
    prototype,
    ...Object.values(Object.getOwnPropertyDescriptors(prototype)).map(({ value }) => value as unknown),
  ]),
);

/** Hooks that the JSONata evaluator calls before and after each step. */
const ENTRY = Symbol.for('jsonata.__evaluate_entry');
const EXIT = Symbol.for('jsonata.__evaluate_exit');

/** An evaluation was stopped. `code` is in the style of JSONata's own errors. */
export class ExpressionStoppedError extends Error {
  override readonly name = 'ExpressionStoppedError';
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** Watches evaluations, one at a time. */
export interface ExpressionGuard {
  /** Puts an expression under guard. */
  watch(expression: jsonata.Expression): void;
  /** Runs one evaluation of a watched expression after those that were asked for before. */
  alone<Result>(evaluate: () => Promise<Result>): Promise<Result>;
}

/**
 * Nothing can interrupt a regular expression that backtracks for ever. V8 has a second engine, whose time is linear; with this flag it takes
 * over from an expression that backtracks too often. Backward references, assertions and the flag `i` are beyond it.
 */
const LINEAR_REGULAR_EXPRESSIONS = '--enable-experimental-regexp-engine-on-excessive-backtracks';

/** What this thread has used so far, in microseconds. */
function processorTime(): number {
  const { user, system } = process.threadCpuUsage();
  return user + system;
}

/** What the evaluator hands to its hooks of the environment of an expression. */
interface Environment {
  /** The moment of the evaluation, for `$now`, `$millis` and what `$toMillis` completes. */
  readonly timestamp: Date;
}

/** Whether a value is larger than an expression may give. */
export function isTooLargeForGuard(value: unknown): boolean {
  return Array.isArray(value) ? value.length > MAX_ITEMS : typeof value === 'string' && value.length > MAX_CHARACTERS;
}

/**
 * Makes a guard. Evaluations never wait for anything outside, so that running them one after the other costs nothing, and one count of
 * steps and depth is enough for all.
 *
 * @param now what time it is for expressions: the engine's, not the system's.
 */
export function createExpressionGuard(now: () => number): ExpressionGuard {
  let steps = 0;
  let depth = 0;
  let startedAt = 0;
  let last: Promise<unknown> = Promise.resolve();
  setFlagsFromString(LINEAR_REGULAR_EXPRESSIONS);

  const look = (): void => {
    const used = processorTime();
    if (steps === STEPS_BETWEEN_LOOKS) startedAt = used;
    if (used - startedAt > EVALUATION_MICROSECONDS) {
      throw new ExpressionStoppedError('U1002', 'Timeout: the expression takes too long.');
    }
  };
  const enter = (_expression: unknown, _input: unknown, { timestamp }: Environment): void => {
    if (steps === 0) timestamp.setTime(now());
    depth += 1;
    steps += 1;
    if (depth > MAX_DEPTH)
      throw new ExpressionStoppedError('U1001', 'Stack overflow: the expression nests too deeply.');
    if (steps % STEPS_BETWEEN_LOOKS === 0) look();
  };
  const exit = (_expression: unknown, _input: unknown, _environment: unknown, result: unknown): void => {
    depth -= 1;
    if ((typeof result === 'function' || typeof result === 'object') && UNDERNEATH.has(result)) {
      throw new ExpressionStoppedError('U1004', 'The expression reaches for what is not in its data.');
    }
    if (isTooLargeForGuard(result)) {
      throw new ExpressionStoppedError('U1003', 'The expression gives a value that is too large.');
    }
  };
  return {
    watch(expression) {
      // Its types know names only; the hooks are symbols.
      Reflect.apply(expression.assign, expression, [ENTRY, enter]);
      Reflect.apply(expression.assign, expression, [EXIT, exit]);
    },
    alone(evaluate) {
      const mine = last.then(() => {
        steps = 0;
        depth = 0;
        return evaluate();
      });
      last = mine.catch(() => undefined);
      return mine;
    },
  };
}
