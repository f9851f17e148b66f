import type { SFNClient } from '@aws-sdk/client-sfn';
import type { StateMachines } from '../../ports/state-machines.ts';
import { sfnExecutions } from './sfn-executions.ts';
import { type MachineOptions, sfnMachines } from './sfn-machines.ts';
import { sfnTasks } from './sfn-tasks.ts';

/** AWS Step Functions. Functions that never create machines need no role for them. */
export function createSfnStateMachines(options: { client: SFNClient } & MachineOptions): StateMachines {
  const { client, ...machineOptions } = options;
  return { ...sfnMachines(client, machineOptions), ...sfnExecutions(client), ...sfnTasks(client) };
}
