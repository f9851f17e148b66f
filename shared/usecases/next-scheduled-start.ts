import { Cron } from 'croner';
import type { WorkflowDefinition } from '../domain/workflow/definition.ts';

/** When a scheduled workflow starts next after a moment (ISO 8601), or undefined when it never does or is none. */
export function nextScheduledStart({ on }: Pick<WorkflowDefinition, 'on'>, after: string): string | undefined {
  if (!('schedule' in on)) return undefined;
  const { cron, timeZone = 'UTC' } = on.schedule;
  return new Cron(cron, { timezone: timeZone }).nextRun(new Date(after))?.toISOString();
}
