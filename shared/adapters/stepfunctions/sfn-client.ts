import { SFNClient, type SFNClientConfig } from '@aws-sdk/client-sfn';
import { clientSettings } from '../aws/client-settings.ts';

/** Most answers take under 100 ms; creating and updating a machine takes longer. */
const ANSWER_MILLISECONDS = 10_000;

/** The client of the state machines. Its repetitions are harmless: executions and machines are known by name, tasks by token. */
export function createSfnClient(overrides: SFNClientConfig = {}): SFNClient {
  return new SFNClient({ ...clientSettings({ answerMilliseconds: ANSWER_MILLISECONDS }), ...overrides });
}
