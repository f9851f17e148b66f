import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { clientSettings } from '../aws/client-settings.ts';

/** A healthy answer takes under 20 ms, a transaction of a hundred items some hundred. */
const ANSWER_MILLISECONDS = 3_000;

/**
 * The client of the item store. The SDK does not repeat anything: after a lost answer and a repetition, "the condition failed" may be the work
 * of the first try, and only who knows every single try can tell (see {@link persist}).
 */
export function createDynamoClient(overrides: DynamoDBClientConfig = {}): DynamoDBClient {
  return new DynamoDBClient({
    ...clientSettings({ answerMilliseconds: ANSWER_MILLISECONDS, maxAttempts: 1 }),
    ...overrides,
  });
}
