import type { StateMachines } from '../../shared/ports/state-machines.ts';

/** What Step Functions' operations do with their input, by name, in the members of AWS's JSON protocol. */
export type StepFunctionsOperations = Readonly<Record<string, (input: object) => Promise<object>>>;

/** Step Functions' operations on other state machines, as far as the product calls them. Errors keep their names. */
export function stepFunctionsOperations(machines: StateMachines): StepFunctionsOperations {
  return {
    CreateStateMachine: async (input) => {
      const { name, definition } = input as { name: string; definition: string; roleArn: string };
      return { ...(await machines.create({ name, definition })), creationDate: 0 };
    },
    UpdateStateMachine: async (input) => {
      await machines.update(input as Parameters<StateMachines['update']>[0]);
      return { updateDate: 0 };
    },
    PublishStateMachineVersion: async (input) => {
      const { stateMachineArn } = input as { stateMachineArn: string };
      return { ...(await machines.publish({ stateMachineArn })), creationDate: 0 };
    },
    /** An engine keeps its machines for as long as its database is there. */
    DeleteStateMachine: async () => ({}),
    DeleteStateMachineVersion: async (input) => {
      const { stateMachineVersionArn } = input as { stateMachineVersionArn: string };
      await machines.deleteVersion(stateMachineVersionArn);
      return {};
    },
    StartExecution: async (input) => {
      const { input: text, ...rest } = input as { stateMachineArn: string; name: string; input: string };
      return { ...(await machines.start({ ...rest, input: JSON.parse(text) })), startDate: 0 };
    },
    StopExecution: async (input) => {
      await machines.stop(input as Parameters<StateMachines['stop']>[0]);
      return { stopDate: 0 };
    },
    RedriveExecution: async (input) => {
      await machines.redrive(input as Parameters<StateMachines['redrive']>[0]);
      return { redriveDate: 0 };
    },
    DescribeExecution: async (input) => {
      const { executionArn } = input as { executionArn: string };
      const { startedAt, stoppedAt, input: started, output, ...rest } = await machines.describe(executionArn);
      return {
        ...rest,
        startDate: secondsOf(startedAt),
        ...(stoppedAt !== undefined && { stopDate: secondsOf(stoppedAt) }),
        input: JSON.stringify(started),
        ...(output !== undefined && { output: JSON.stringify(output) }),
      };
    },
    GetExecutionHistory: async (input) => {
      const { executionArn, maxResults, nextToken } = input as {
        executionArn: string;
        maxResults: number;
        nextToken?: string;
      };
      const page = await machines.history({
        executionArn,
        limit: maxResults,
        ...(nextToken !== undefined && { cursor: nextToken }),
      });
      const events = page.events.map(({ details, timestamp, ...event }) => ({
        ...event,
        timestamp: secondsOf(timestamp),
        [memberOf(event.type)]: details,
      }));
      return { events, ...(page.next !== undefined && { nextToken: page.next }) };
    },
    SendTaskSuccess: async (input) => {
      const { taskToken, output } = input as { taskToken: string; output: string };
      await machines.sendTaskSuccess({ taskToken, output: JSON.parse(output) });
      return {};
    },
    SendTaskFailure: async (input) => {
      await machines.sendTaskFailure(input as Parameters<StateMachines['sendTaskFailure']>[0]);
      return {};
    },
    SendTaskHeartbeat: async (input) => {
      await machines.sendTaskHeartbeat(input as Parameters<StateMachines['sendTaskHeartbeat']>[0]);
      return {};
    },
  };
}

/** Seconds since 1970, as the protocol tells time. */
function secondsOf(instant: string): number {
  return Date.parse(instant) / 1_000;
}

/** Where AWS puts the details of an event: states of all kinds share theirs. */
function memberOf(type: string): string {
  if (type.endsWith('StateEntered')) return 'stateEnteredEventDetails';
  if (type.endsWith('StateExited')) return 'stateExitedEventDetails';
  return `${type.charAt(0).toLowerCase()}${type.slice(1)}EventDetails`;
}
