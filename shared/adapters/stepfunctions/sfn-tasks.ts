import {
  SendTaskFailureCommand,
  SendTaskHeartbeatCommand,
  SendTaskSuccessCommand,
  type SFNClient,
} from '@aws-sdk/client-sfn';
import type { StateMachines } from '../../ports/state-machines.ts';
import { faultOfCall } from './fault-of-call.ts';
import { MAX_CAUSE_LENGTH, MAX_ERROR_LENGTH } from './limits.ts';

/** The part of the port that answers tasks by their token. */
export function sfnTasks(
  client: SFNClient,
): Pick<StateMachines, 'sendTaskSuccess' | 'sendTaskFailure' | 'sendTaskHeartbeat'> {
  return {
    async sendTaskSuccess({ taskToken, output }) {
      await client.send(new SendTaskSuccessCommand({ taskToken, output: JSON.stringify(output) })).catch(rethrow);
    },
    async sendTaskFailure({ taskToken, error, cause }) {
      const reason = { error: error.slice(0, MAX_ERROR_LENGTH), cause: cause.slice(0, MAX_CAUSE_LENGTH) };
      await client.send(new SendTaskFailureCommand({ taskToken, ...reason })).catch(rethrow);
    },
    async sendTaskHeartbeat({ taskToken }) {
      await client.send(new SendTaskHeartbeatCommand({ taskToken })).catch(rethrow);
    },
  };
}

function rethrow(error: unknown): never {
  throw faultOfCall(error);
}
