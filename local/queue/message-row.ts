import type { SQLOutputValue } from 'node:sqlite';
import type { ReceivedMessage } from './message-source.ts';

/** A row of `messages` as SQLite gives it. */
export type MessageRow = Record<string, SQLOutputValue>;

/** The message of a row that is being handed out at `now` (milliseconds since 1970), this time counted. */
export function receivedMessageOf(row: MessageRow, now: number): ReceivedMessage {
  return {
    id: String(row.id),
    sequence: Number(row.sequence),
    body: String(row.body),
    ...(row.message_group != null && { group: String(row.message_group) }),
    ...(row.deduplication_id != null && { deduplicationId: String(row.deduplication_id) }),
    receiveCount: Number(row.receive_count) + 1,
    sentAt: Number(row.sent_at),
    firstReceivedAt: Number(row.first_received_at ?? now),
  };
}
