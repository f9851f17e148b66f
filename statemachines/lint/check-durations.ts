import type { Step } from '../../shared/domain/workflow/definition.ts';
import { durationSeconds, MAX_WAIT_SECONDS } from '../../shared/domain/workflow/duration.ts';
import { expressionText } from '../../shared/domain/workflow/expression-text.ts';
import type { Problem } from '../../shared/domain/workflow/problem.ts';
import { error } from './found.ts';

/** Checks everything in a step that is a length of time or a moment. */
export function checkDurations(step: Step, pointer: string): Problem[] {
  if ('when' in step || 'approve' in step || 'task' in step) {
    return [...checkTimeLimit(step, pointer), ...checkAsked(step, pointer)];
  }
  if ('wait' in step) return checkWait(step.wait, `${pointer}/wait`);
  if (!('do' in step)) return [];
  return [
    ...checkDuration(step.timeout, `${pointer}/timeout`),
    ...checkDuration(step.retry?.every, `${pointer}/retry/every`),
  ];
}

function checkTimeLimit({ timeout }: { readonly timeout?: { readonly after: string } }, pointer: string): Problem[] {
  return checkDuration(timeout?.after, `${pointer}/timeout/after`);
}

function checkAsked(step: Step, pointer: string): Problem[] {
  if ('approve' in step) return checkDuration(step.approve.due, `${pointer}/approve/due`);
  if (!('task' in step)) return [];
  const reminders = (step.task.remind ?? []).map((after, index) =>
    checkDuration(after, `${pointer}/task/remind/${index}`),
  );
  return [...checkDuration(step.task.due, `${pointer}/task/due`), ...reminders.flat()];
}

function checkWait(wait: { readonly for: string } | { readonly until: string }, pointer: string): Problem[] {
  if ('for' in wait) {
    return expressionText(wait.for) === undefined ? checkDuration(wait.for, `${pointer}/for`) : [];
  }
  if (expressionText(wait.until) !== undefined || isMoment(wait.until)) return [];
  const at = { pointer: `${pointer}/until`, hint: 'Write 2030-01-31, or 2030-01-31T08:00:00Z.' };
  return [error('bad-moment', at, `"${wait.until}" is no ISO 8601 date or instant.`)];
}

function isMoment(text: string): boolean {
  return (
    /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2}))?$/.test(text) &&
    !Number.isNaN(Date.parse(text))
  );
}

/** Checks a length of time, where there is one. */
export function checkDuration(text: string | undefined, pointer: string): Problem[] {
  if (text === undefined) return [];
  const seconds = durationSeconds(text);
  if (seconds !== undefined && seconds >= 1 && seconds <= MAX_WAIT_SECONDS) return [];
  const at = { pointer, hint: 'Write P30D for 30 days, PT4H for 4 hours.' };
  return [error('bad-duration', at, `"${text}" is no ISO 8601 duration from 1 second to 1 year.`)];
}
