import { type Platform, secretPrefixOf } from './platform.ts';

/** What every function may be told, whatever the stack that it is in. */
export function environmentOf({ settings, table, blobs, queues }: Platform) {
  return {
    TABLE_NAME: table.tableName,
    BLOB_BUCKET_NAME: blobs.bucketName,
    EVENT_QUEUE_URL: queues.events.queue.queueUrl,
    DECISION_QUEUE_URL: queues.decisions.queue.queueUrl,
    NOTIFICATION_QUEUE_URL: queues.notifications.queue.queueUrl,
    SECRET_PREFIX: secretPrefixOf(settings),
    INGEST_QUOTA: String(settings.ingestQuota),
    MAIL_FROM: settings.mail.from,
  } as const;
}
