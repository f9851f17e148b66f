import { DeleteStateMachineCommand, type SFNClient } from '@aws-sdk/client-sfn';

/** Deletes a state machine with its versions, once its executions ended. For tests and trials: the product only ever disables. */
export async function removeMachine(client: SFNClient, stateMachineArn: string): Promise<void> {
  await client.send(new DeleteStateMachineCommand({ stateMachineArn }));
}
