import type { Json } from '../../shared/domain/json/json.ts';
import { sameJson } from '../../shared/domain/record/record.ts';
import { ExecutionAlreadyExistsError, ExecutionNotRedrivableError } from '../../shared/ports/state-machines.ts';
import type { Execution } from './execution.ts';
import { MAX_HISTORY_EVENTS, NAME_MEMORY_MILLISECONDS, REDRIVE_MILLISECONDS } from './limits.ts';
import { isTooLarge } from './payload.ts';
import { InvalidExecutionInputError, InvalidNameError } from './service-errors.ts';

/** What AWS does not allow in the name of a machine or an execution: white space, brackets, wildcards, control and some other characters. */
const FORBIDDEN_IN_NAMES = /[\s<>{}[\]?*"#%\\^|~`$&,;:/\p{Cc}]/u;

const LONGEST_NAME = 80;

/** @throws InvalidNameError */
export function checkName(name: string): void {
  if (name.length < 1 || name.length > LONGEST_NAME || FORBIDDEN_IN_NAMES.test(name)) {
    throw new InvalidNameError(`Invalid Name: '${name}'`);
  }
}

/** Answers the input as JSON text. @throws InvalidNameError @throws InvalidExecutionInputError */
export function checkStart({ name, input }: { name: string; input: Json }): string {
  checkName(name);
  const text = JSON.stringify(input);
  if (isTooLarge(text)) {
    throw new InvalidExecutionInputError(
      "Invalid State Machine Execution Input: 'The input is larger than 262144 bytes'",
    );
  }
  return text;
}

/**
 * What starting under the name of an execution that is there comes to: `same` when it runs with this input; `free` when the name may be
 * used again.
 *
 * @throws ExecutionAlreadyExistsError when its name may not be used.
 */
export function nameInUse(known: Execution, about: { input: Json; now: number }): 'same' | 'free' {
  if (known.status === 'RUNNING' && sameJson(known.input, about.input)) return 'same';
  if (about.now - stoppedAtOf(known) >= NAME_MEMORY_MILLISECONDS) return 'free';
  throw new ExecutionAlreadyExistsError(`Execution Already Exists: '${known.arn}'`);
}

/** True once nothing needs to be known of an execution any more. */
export function isForgettable(execution: Execution, now: number): boolean {
  return now - stoppedAtOf(execution) >= NAME_MEMORY_MILLISECONDS;
}

/** @throws ExecutionNotRedrivableError */
export function checkRedrive(execution: Execution, now: number): void {
  const reason = whyNotRedrivable(execution, now);
  if (reason === undefined) return;
  throw new ExecutionNotRedrivableError(`Execution is not redrivable: '${execution.arn}': ${reason}`);
}

/** Whether an execution could be redriven now. */
export function isRedrivable(execution: Execution, now: number): boolean {
  return whyNotRedrivable(execution, now) === undefined;
}

function whyNotRedrivable(execution: Execution, now: number): string | undefined {
  const { status, lastEventId } = execution;
  if (status === 'RUNNING' || status === 'SUCCEEDED') return `its status is ${status}`;
  if (now - stoppedAtOf(execution) > REDRIVE_MILLISECONDS) return 'it ended more than 14 days ago';
  return lastEventId >= MAX_HISTORY_EVENTS - 1 ? 'its history is full' : undefined;
}

function stoppedAtOf({ stoppedAt }: Execution): number {
  return stoppedAt === undefined ? Number.POSITIVE_INFINITY : Date.parse(stoppedAt);
}
