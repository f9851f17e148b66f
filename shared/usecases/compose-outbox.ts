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

/** A notification that must follow a state change. `id` must be the same whenever the same thing is told again. */
export function outgoingNotification(notification: {
  company: string;
  group: string;
  id: string;
  to: Notification['to'];
  content: NotificationContent;
  now: string;
}): Change {
  const { company, group, to, content, now } = notification;
  const id = digestOf(company, notification.id);
  const body: Notification = { company, id, to, content, createdAt: now };
  return outboxItems.create({
    company,
    group,
    id,
    queue: 'notifications',
    body: JSON.stringify(body),
    deduplicationId: id,
    createdAt: now,
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
