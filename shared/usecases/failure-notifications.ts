import { RUN_NOT_NEEDED } from '../domain/run/error-names.ts';
import type { Run } from '../domain/run/run.ts';
import { instantOf } from '../ports/clock.ts';
import type { Change } from '../ports/item-store.ts';
import type { Ports } from '../ports/ports.ts';
import { notificationGroup, outgoingNotification } from './compose-outbox.ts';
import { findOwners } from './find-owners.ts';

/**
 * The requester hears of every run that did not succeed; whoever looks after the workflow of the first one that fails, and of the next only after one
 * succeeded (`isFirst`).
 */
export async function failureNotifications(
  ports: Pick<Ports, 'store' | 'clock'>,
  run: Run,
  isFirst: boolean,
): Promise<readonly Change[]> {
  if (run.status === 'succeeded' || run.error?.name === RUN_NOT_NEEDED) return [];
  const owners = isFirst ? await findOwners(ports, run) : [];
  const userIds = new Set([...(run.requestedBy ? [run.requestedBy] : []), ...owners]);
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
