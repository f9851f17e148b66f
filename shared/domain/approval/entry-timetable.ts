import type { ApprovalEntry } from './approval.ts';
import { timeAfter } from './due-date.ts';
import { endOfDay, localDay } from './local-time.ts';
import type { RequestTiming } from './request-rules.ts';
import type { WorkingCalendar } from './working-calendar.ts';

/** What can happen to an open entry by itself. */
export type EntryAction = 'expire' | 'escalate' | 'delegate' | 'overdue' | 'remind';

/** An action and when its time has come (ISO 8601). */
export interface TimedAction {
  readonly action: EntryAction;
  readonly at: string;
}

/** Where and by which calendar days are counted. */
export interface TimePlace {
  readonly timeZone: string;
  readonly calendar: WorkingCalendar;
}

type Entry = Pick<ApprovalEntry, 'sentAt' | 'assignedAt' | 'dueAt' | 'assignment' | 'progress'>;

/**
 * What an open entry waits for besides its approver, soonest first. Delegation and reminders count from the day the present approver got
 * it, escalation and expiry from the day it was sent; overdue notices come once a day from the day behind the due date.
 */
export function timetable(entry: Entry, timing: RequestTiming, place: TimePlace): readonly TimedAction[] {
  const { sentAt, assignedAt = sentAt, progress = {} } = entry;
  if (sentAt === undefined || assignedAt === undefined) return [];
  const after = (formula: string, since: string) => timeAfter(formula, since, place.timeZone, place.calendar);
  const actions: (TimedAction | false | undefined)[] = [
    timing.expireAfter !== undefined &&
      !progress.expired && { action: 'expire', at: after(timing.expireAfter, sentAt) },
    timing.escalateAfter !== undefined &&
      !progress.escalated && { action: 'escalate', at: after(timing.escalateAfter, sentAt) },
    timing.delegateAfter !== undefined &&
      progress.undelegable !== entry.assignment && { action: 'delegate', at: after(timing.delegateAfter, assignedAt) },
    (timing.overdueTo?.length ?? 0) > 0 && { action: 'overdue', at: overdueAt(entry, place.timeZone) },
    reminderOf(entry, timing, { assignedAt, after }),
  ];
  return actions
    .flatMap((action) => action || [])
    .sort((left, right) => (left.at < right.at ? -1 : left.at > right.at ? 1 : 0));
}

function reminderOf(
  { assignment, progress = {} }: Entry,
  timing: RequestTiming,
  since: { assignedAt: string; after: (formula: string, since: string) => string },
): TimedAction | undefined {
  const reminded = progress.reminded?.assignment === assignment ? progress.reminded : undefined;
  if (!reminded) {
    return timing.remindAfter === undefined
      ? undefined
      : { action: 'remind', at: since.after(timing.remindAfter, since.assignedAt) };
  }
  return timing.remindEvery === undefined
    ? undefined
    : { action: 'remind', at: since.after(timing.remindEvery, reminded.at) };
}

/** Behind the end of the due day, then behind the end of the day on which it was told last. */
function overdueAt({ dueAt, progress = {} }: Entry, timeZone: string): string {
  const { overdueToldAt } = progress;
  const end =
    overdueToldAt === undefined ? Date.parse(dueAt) : endOfDay(localDay(Date.parse(overdueToldAt), timeZone), timeZone);
  return new Date(end + 1).toISOString();
}
