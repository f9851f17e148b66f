import {
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  RedriveExecutionCommand,
  type SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import type { StateMachines } from '../../ports/state-machines.ts';
import { canonicalJson } from './canonical-json.ts';
import { executionDescriptionOf } from './execution-description.ts';
import { faultOfCall } from './fault-of-call.ts';
import { historyEventOf } from './history-event.ts';
import { MAX_CAUSE_LENGTH, MAX_ERROR_LENGTH } from './limits.ts';

/** The half of the port that runs executions and tells about them. */
export function sfnExecutions(
  client: SFNClient,
): Pick<StateMachines, 'start' | 'stop' | 'redrive' | 'describe' | 'history'> {
  return {
    async start({ stateMachineArn, name, input }) {
      const command = new StartExecutionCommand({ stateMachineArn, name, input: canonicalJson(input) });
      const { executionArn = '' } = await client.send(command).catch(rethrow);
      return { executionArn };
    },
    async stop({ executionArn, error, cause }) {
      const reason = { error: error?.slice(0, MAX_ERROR_LENGTH), cause: cause?.slice(0, MAX_CAUSE_LENGTH) };
      await client.send(new StopExecutionCommand({ executionArn, ...reason })).catch(rethrow);
    },
    async redrive({ executionArn }) {
      await client.send(new RedriveExecutionCommand({ executionArn })).catch(rethrow);
    },
    async describe(executionArn) {
      return executionDescriptionOf(await client.send(new DescribeExecutionCommand({ executionArn })).catch(rethrow));
    },
    async history({ executionArn, limit, cursor }) {
      const command = new GetExecutionHistoryCommand({ executionArn, maxResults: limit, nextToken: cursor });
      const { events = [], nextToken } = await client.send(command).catch(rethrow);
      return { events: events.map(historyEventOf), ...(nextToken !== undefined && { next: nextToken }) };
    },
  };
}

function rethrow(error: unknown): never {
  throw faultOfCall(error);
}
