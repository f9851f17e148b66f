/**
 * The ARN that an execution of a version of a machine has, known before it is started: that of the machine with another type, without the version,
 * and with the execution's name behind it.
 */
export function executionArnOf(stateMachineVersionArn: string, name: string): string {
  const [arn, partition, service, region, account, , machine] = stateMachineVersionArn.split(':');
  return [arn, partition, service, region, account, 'execution', machine, name].join(':');
}
