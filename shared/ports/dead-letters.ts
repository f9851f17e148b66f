import type { QueueName } from './queue.ts';

/** Messages that could not be handled after {@link MAX_RECEIVES} tries, kept visibly with their reason until somebody redrives them. */
export interface DeadLetters {
  /** Oldest first. */
  list(options: { limit: number; cursor?: string }): Promise<{ items: readonly DeadLetter[]; next?: string }>;
  get(id: string): Promise<DeadLetter | undefined>;
  /** Puts the message back at the end of its queue and removes the letter. False when there is none with this id. */
  redrive(id: string): Promise<boolean>;
}

export interface DeadLetter {
  readonly id: string;
  readonly queue: QueueName;
  readonly body: string;
  readonly group?: string;
  readonly reason: string;
  /** ISO 8601 instant. */
  readonly parkedAt: string;
}
