import type { RecordEvent } from '../domain/event/event.ts';
import type { Notification, NotificationContent } from '../domain/notification/notification.ts';
import { digestOf } from '../domain/run/run-id.ts';
import type { Change } from '../ports/item-store.ts';
import { outboxItems } from '../repositories/outbox-items.ts';

/** An event that must follow a state change: put the change into the same write, then relay `group`. */
export function outgoingEvent(message: { event: RecordEvent; group: string; order: string }): Change {
  const { event, group, order } = message;
  return outboxItems.create({
    company: event.company,
    group,
    id: order,
    queue: 'decisions',
    body: JSON.stringify(event),
    deduplicationId: digestOf(event.company, event.source, event.id),
    createdAt: event.receivedAt,
  });
}

/** What somebody is told. `id` must be the same whenever the same thing is told again. */
export interface Told {
  readonly company: string;
  readonly id: string;
  readonly to: Notification['to'];
  readonly content: NotificationContent;
  readonly now: string;
}

/** A notification as the queue takes it. */
export function notificationOf({ company, id, to, content, now }: Told): Notification {
  return { company, id: digestOf(company, id), to, content, createdAt: now };
}

/** A notification that must follow a state change: put the change into the same write, then relay `group`. */
export function outgoingNotification(told: Told & { readonly group: string }): Change {
  const notification = notificationOf(told);
  return outboxItems.create({
    company: told.company,
    group: told.group,
    id: notification.id,
    queue: 'notifications',
    body: JSON.stringify(notification),
    deduplicationId: notification.id,
    createdAt: told.now,
  });
}

/** The outbox group of a run's answers: their order is kept. */
export function decisionGroup(runId: string): string {
  return runId;
}

/** The outbox group of a run's notifications. */
export function notificationGroup(runId: string): string {
  return `${runId}-notifications`;
}
