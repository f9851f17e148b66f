/** What the ARNs of an engine say of where it is. */
export interface ArnPlace {
  readonly partition: string;
  readonly region: string;
  readonly account: string;
}

/** ARNs of one machine have the form of AWS's, with an account that nobody has. */
export const LOCAL_PLACE: ArnPlace = { partition: 'aws', region: 'local', account: '000000000000' };

/** The ARN of a machine. */
export function machineArnOf({ partition, region, account }: ArnPlace, name: string): string {
  return `arn:${partition}:states:${region}:${account}:stateMachine:${name}`;
}

/** The ARN of an execution: its machine's, with its own name behind it. */
export function executionArnOf(stateMachineArn: string, name: string): string {
  const [arn, partition, states, region, account, , machine = ''] = stateMachineArn.split(':');
  return [arn, partition, states, region, account, 'execution', machine, name].join(':');
}

/** The ARN of a machine without the version that it may carry. */
export function unversioned(stateMachineArn: string): string {
  return stateMachineArn.split(':').slice(0, 7).join(':');
}

/** The name of an execution, by its ARN. */
export function nameInArn(executionArn: string): string {
  return executionArn.slice(executionArn.lastIndexOf(':') + 1);
}
