import { Cron } from 'croner';
import type { ScheduleTrigger, WorkflowDefinition } from '../../shared/domain/workflow/definition.ts';
import type { Problem } from '../../shared/domain/workflow/problem.ts';
import { checkConditions } from './check-conditions.ts';
import { checkEvent } from './check-event.ts';
import { error } from './found.ts';

/** Checks what starts the workflow, and that it fits the kind. */
export function checkTrigger({ kind, on }: WorkflowDefinition, declaredEvents: readonly string[]): Problem[] {
  const wanted = kind === 'instant' ? 'instant' : kind === 'scheduled' ? 'schedule' : 'event';
  const fits = wanted in on;
  const hint = `Give it on.${wanted}, or choose another kind.`;
  const mismatch = error(
    'trigger-does-not-fit',
    { pointer: '/on', hint },
    `A workflow of kind ${kind} needs on.${wanted}.`,
  );
  return [...(fits ? [] : [mismatch]), ...checkStart(on, declaredEvents)];
}

function checkStart(on: WorkflowDefinition['on'], declaredEvents: readonly string[]): Problem[] {
  if ('event' in on) {
    return [...checkEvent(on.event, '/on/event', declaredEvents), ...checkConditions(on.where, '/on/where', on.event)];
  }
  if ('schedule' in on) return checkSchedule(on);
  if (on.instant.entity.trim()) return [];
  return [
    error(
      'missing-entity',
      { pointer: '/on/instant/entity', hint: 'Write one such as customer.' },
      'Say on which entity it is offered.',
    ),
  ];
}

function checkSchedule({ schedule }: ScheduleTrigger): Problem[] {
  const { cron, timeZone = 'UTC' } = schedule;
  if (!isTimeZone(timeZone)) {
    const at = { pointer: '/on/schedule/timeZone', hint: 'Write an IANA name such as Europe/Amsterdam.' };
    return [error('bad-time-zone', at, `There is no time zone ${timeZone}.`)];
  }
  const at = { pointer: '/on/schedule/cron', hint: 'Write minute, hour, day, month and weekday, as in 0 8 * * 1.' };
  if (cron.trim().split(/\s+/).length !== 5) {
    return [error('bad-cron', at, `"${cron}" has not the five fields of a schedule.`)];
  }
  try {
    const next = new Cron(cron, { timezone: timeZone }).nextRun();
    return next ? [] : [error('bad-cron', at, `"${cron}" never comes.`)];
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    return [error('bad-cron', at, `"${cron}" is no schedule. ${message}`)];
  }
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
