import { SQSClient, type SQSClientConfig } from '@aws-sdk/client-sqs';
import { clientSettings } from '../aws/client-settings.ts';

/** A healthy answer takes some 20 ms; a message of 1 MiB takes its time on the way. */
const ANSWER_MILLISECONDS = 5_000;

/**
 * The client of the queues. Its repetitions are harmless: a FIFO queue knows a message again by its deduplication id. It does not compare
 * checksums, which TLS makes needless: a message that is known again may come with another body, and is answered with the first one's.
 */
export function createSqsClient(overrides: SQSClientConfig = {}): SQSClient {
  return new SQSClient({ ...clientSettings({ answerMilliseconds: ANSWER_MILLISECONDS }), md5: false, ...overrides });
}
