import type { QueueName } from '../ports/queue.ts';
import { defineItemType } from './item-type.ts';
import { duePartition, keyOf, later } from './key-text.ts';

/** A message that must follow a state change: written with it, relayed at once, and by the sweep when that did not happen. */
export interface OutboxMessage {
  readonly company: string;
  /** Messages of one group are relayed oldest first. */
  readonly group: string;
  /** Sorts by age within the group. */
  readonly id: string;
  readonly queue: QueueName;
  readonly body: string;
  readonly deduplicationId: string;
  readonly createdAt: string;
}

export const outboxItems = defineItemType<OutboxMessage, { company: string; group: string; id: string }>({
  type: 'outbox',
  key: ({ company, group, id }) => ({ partition: outboxPartition({ company, group }), sort: id }),
  idOf: (message) => message,
  indexes: (message) => ({
    due: {
      partition: duePartition(message.group),
      sort: keyOf(later(message.createdAt, 10_000), 'outbox', message.company, message.group, message.id),
    },
  }),
});

/** The base partition of one group's messages. */
export function outboxPartition(group: { company: string; group: string }): string {
  return keyOf('outbox', group.company, group.group);
}
