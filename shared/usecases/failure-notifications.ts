import type { Run } from '../domain/run/run.ts';
import { instantOf } from '../ports/clock.ts';
import type { Change } from '../ports/item-store.ts';
import type { Ports } from '../ports/ports.ts';
import { notificationGroup, outgoingNotification } from './compose-outbox.ts';
import { findAdministrators } from './find-administrators.ts';

/** The requester hears of every run that did not succeed; the administrators of those that nobody ended on purpose. */
export async function failureNotifications(
  ports: Pick<Ports, 'store' | 'clock'>,
  run: Run,
): Promise<readonly Change[]> {
  if (run.status === 'succeeded') return [];
  const administrators = run.status === 'cancelled' ? [] : await findAdministrators(ports, run.company);
  const userIds = new Set([...(run.requestedBy ? [run.requestedBy] : []), ...administrators]);
  userIds.delete(run.cancelledBy ?? '');
  return [...userIds].map((userId) =>
    outgoingNotification({
      company: run.company,
      group: notificationGroup(run.id),
      id: `failed/${run.id}/${userId}`,
      to: { userId },
      content: { kind: 'runFailed', runId: run.id, message: run.error?.message ?? 'It was cancelled.' },
      now: instantOf(ports.clock),
    }),
  );
}
