import type { ApprovalEntry } from '../approval/approval.ts';
import type { RecordEvent } from '../event/event.ts';
import type { Run } from '../run/run.ts';
import type { UserTask } from '../task/user-task.ts';
import type { Caller } from './caller.ts';
import type { Role } from './company.ts';

/** Admins, designers and auditors see all runs, others those that they asked for; a source those about its records. */
export function maySeeRun(caller: Caller, run: Pick<Run, 'requestedBy' | 'record'>): boolean {
  if (hasRole(caller, ['admin', 'designer', 'auditor'])) return true;
  return caller.userId === undefined ? run.record.source === caller.sourceId : run.requestedBy === caller.userId;
}

/** Admins, designers and auditors see all events, others their own; a source those that it sent or that are about its records. */
export function maySeeEvent(caller: Caller, event: Pick<RecordEvent, 'source' | 'user' | 'record'>): boolean {
  if (hasRole(caller, ['admin', 'designer', 'auditor'])) return true;
  const isOwn = caller.sourceId !== undefined && [event.source, event.record.source].includes(caller.sourceId);
  return isOwn || (caller.userId !== undefined && event.user === caller.userId);
}

/** What a source sent and was refused is seen by those who see all events, and by the source. */
export function maySeeRejections(caller: Caller, source: string): boolean {
  return hasRole(caller, ['admin', 'designer', 'auditor']) || caller.sourceId === source;
}

/** Admins and auditors see all entries, others those that they approve or sent; a source for itself those about its records. */
export function maySeeEntry(caller: Caller, entry: Pick<ApprovalEntry, 'approverId' | 'senderId' | 'record'>): boolean {
  if (seesAllEntries(caller)) return true;
  if (caller.userId === undefined) return entry.record.source === caller.sourceId;
  return [entry.approverId, entry.senderId].includes(caller.userId);
}

/** Admins and auditors see all tasks, others those that they may do; a source for itself those about its records. */
export function maySeeTask(caller: Caller, task: Pick<UserTask, 'candidates' | 'record'>): boolean {
  if (seesAllEntries(caller)) return true;
  if (caller.userId === undefined) return task.record.source === caller.sourceId;
  return task.candidates.includes(caller.userId);
}

/** True for those whose list of entries, and of tasks, is the company's. */
export function seesAllEntries(caller: Caller): boolean {
  return hasRole(caller, ['admin', 'auditor']);
}

function hasRole(caller: Caller, roles: readonly Role[]): boolean {
  return roles.some((role) => caller.roles.includes(role));
}
