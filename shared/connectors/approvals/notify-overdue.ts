import * as z from 'zod';
import type { ApprovalEntry } from '../../domain/approval/approval.ts';
import { localDay } from '../../domain/approval/local-time.ts';
import { instantOf } from '../../ports/clock.ts';
import { entryItems, requestItems } from '../../repositories/approval-items.ts';
import { findApprovalUsers } from '../../usecases/approval-setup.ts';
import { notificationGroup } from '../../usecases/compose-outbox.ts';
import { entriesWith } from '../../usecases/find-duties.ts';
import { localeOf } from '../../usecases/locale-of.ts';
import { overdueNotices } from '../../usecases/overdue-notices.ts';
import { type ActionContext, type ActionResult, defineAction } from '../catalogue/connector.ts';

/** At most five changes for each entry in a write of at most 100. */
const ENTRIES_PER_WRITE = 18;

export const notifyOverdue = defineAction({
  name: 'notifyOverdue',
  title: 'Tell of overdue requests',
  description: 'Tells of every open entry that is due today or before, once a day (domain 4.11).',
  businessCentralName: 'CREATEOVERDUENOTIFICATIONS',
  optionGroup: 'G2',
  offeredAfter: ['approvalRequest.overdue'],
  options: z.strictObject({
    to: z
      .array(z.enum(['approver', 'requester', 'nextApprover']))
      .readonly()
      .default(['approver'])
      .describe("Who is told. The approver alone in Business Central's code."),
  }),
  async run(context, { to }): Promise<ActionResult> {
    const due = await overdueEntries(context);
    const now = instantOf(context.ports.clock);
    const some = due.slice(0, ENTRIES_PER_WRITE);
    const changes = [];
    const groups = new Set<string>();
    for (const { id, timeZone } of some) {
      const entry = await entryItems.get(context.ports.store, { company: context.run.company, id });
      const request =
        entry &&
        (await requestItems.get(context.ports.store, { company: context.run.company, id: entry.value.requestId }));
      if (!entry || !request || isTold(entry.value, now, timeZone)) continue;
      const progress = { ...entry.value.progress, overdueToldAt: now };
      changes.push(entryItems.update(entry, { ...entry.value, progress }));
      const about = { entry: entry.value, request: request.value, now, readers: to };
      changes.push(...(await overdueNotices(context.ports, about)));
      groups.add(notificationGroup(entry.value.runId));
    }
    return { output: { overdue: due.length }, changes, again: due.length > some.length, relay: [...groups] };
  },
});

/** Everybody's open entries whose due day has begun, where the approver is, and that were not told of on this day there. */
async function overdueEntries({ run, ports }: ActionContext): Promise<readonly { id: string; timeZone: string }[]> {
  const { company } = run;
  const now = instantOf(ports.clock);
  const found: { id: string; timeZone: string }[] = [];
  for (const { userId } of await findApprovalUsers(ports, company)) {
    const { timeZone } = await localeOf(ports, company, userId);
    const today = localDay(ports.clock.now(), timeZone);
    const open = await entriesWith(ports, { company, userId }, 'open');
    const due = open.filter(({ dueAt }) => localDay(Date.parse(dueAt), timeZone) <= today);
    found.push(...due.filter((entry) => !isTold(entry, now, timeZone)).map(({ id }) => ({ id, timeZone })));
  }
  return found;
}

function isTold({ progress }: ApprovalEntry, now: string, timeZone: string): boolean {
  const toldAt = progress?.overdueToldAt;
  return toldAt !== undefined && localDay(Date.parse(toldAt), timeZone) === localDay(Date.parse(now), timeZone);
}
