import type { QueueName } from './messaging-stack.ts';

/** How long the oldest message of a queue may wait, and who suffers when it waits longer. */
export const QUEUE_PATIENCE: Readonly<Record<QueueName, { readonly seconds: number; readonly text: string }>> = {
  events: {
    seconds: 600,
    text: 'Records changed and their workflows start late: requesters think that nothing happens.',
  },
  decisions: {
    seconds: 60,
    text: 'People have decided and their decision is not carried out: records stay locked.',
  },
  notifications: {
    seconds: 900,
    text: 'Mails are late: approvers do not know that somebody waits for them.',
  },
};
