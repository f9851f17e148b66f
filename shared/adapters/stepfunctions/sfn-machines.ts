import {
  CreateStateMachineCommand,
  DeleteStateMachineVersionCommand,
  PublishStateMachineVersionCommand,
  type SFNClient,
  UpdateStateMachineCommand,
} from '@aws-sdk/client-sfn';
import { StateMachineDoesNotExistError, type StateMachines } from '../../ports/state-machines.ts';
import { faultOfCall } from './fault-of-call.ts';

/** How machines are made. */
export interface MachineOptions {
  /** The role under which executions run. Only who creates machines names one. */
  readonly executionRoleArn?: string;
}

/** The half of the port that manages machines. */
export function sfnMachines(
  client: SFNClient,
  { executionRoleArn }: MachineOptions,
): Pick<StateMachines, 'create' | 'update' | 'publish' | 'deleteVersion'> {
  return {
    async create({ name, definition }) {
      const command = new CreateStateMachineCommand({ name, definition, roleArn: executionRoleArn, type: 'STANDARD' });
      const { stateMachineArn = '' } = await client.send(command).catch(rethrow);
      return { stateMachineArn };
    },
    async update({ stateMachineArn, definition }) {
      await client.send(new UpdateStateMachineCommand({ stateMachineArn, definition })).catch(rethrow);
    },
    async publish({ stateMachineArn }) {
      const command = new PublishStateMachineVersionCommand({ stateMachineArn });
      const { stateMachineVersionArn = '' } = await client.send(command).catch(rethrow);
      return { stateMachineVersionArn };
    },
    async deleteVersion(stateMachineVersionArn) {
      await client.send(new DeleteStateMachineVersionCommand({ stateMachineVersionArn })).catch(ignoreAbsence);
    },
  };
}

function rethrow(error: unknown): never {
  throw faultOfCall(error);
}

function ignoreAbsence(error: unknown): void {
  const fault = faultOfCall(error);
  if (!(fault instanceof StateMachineDoesNotExistError)) throw fault;
}
