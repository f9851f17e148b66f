/** What a Task calls, and how its result comes. */
export interface TaskResource {
  readonly arn: string;
  /** True for the ARN of a function itself; then the task's arguments are its event. */
  readonly plainFunction: boolean;
  /** As the history names them: `lambda` and `invoke` or `invoke.waitForTaskToken`. */
  readonly service: 'lambda' | 'sqs' | 'sns' | 'states' | 'aws-sdk:sfn';
  readonly action: string;
  /** Where the result comes from: the call itself, somebody who has the task's token, or the end of the execution that was started. */
  readonly result: 'call' | 'token' | 'execution';
  /** Argument fields without which the call cannot be made. */
  readonly required: readonly string[];
}

const ACTIONS: Readonly<Record<string, Pick<TaskResource, 'service' | 'required'>>> = {
  'lambda:invoke': { service: 'lambda', required: ['FunctionName'] },
  'sqs:sendMessage': { service: 'sqs', required: ['QueueUrl', 'MessageBody'] },
  'sns:publish': { service: 'sns', required: ['Message'] },
  'states:startExecution': { service: 'states', required: ['StateMachineArn'] },
  'aws-sdk:sfn:describeExecution': { service: 'aws-sdk:sfn', required: ['ExecutionArn'] },
  'aws-sdk:sfn:redriveExecution': { service: 'aws-sdk:sfn', required: ['ExecutionArn'] },
};
const RESULTS: Readonly<Record<string, TaskResource['result']>> = {
  '': 'call',
  '.waitForTaskToken': 'token',
  '.sync:2': 'execution',
};
/** What services offer beside the answer to the call itself. */
const RESULTS_OF_SERVICES: Readonly<Record<TaskResource['service'], readonly TaskResource['result'][]>> = {
  lambda: ['token'],
  sqs: ['token'],
  sns: ['token'],
  states: ['token', 'execution'],
  'aws-sdk:sfn': [],
};
const INTEGRATION = /^arn:aws[a-z-]*:states:::((?:aws-sdk:)?[a-z]+:([A-Za-z]+))(\.[A-Za-z]+(?::2)?)?$/;
const FUNCTION = /^arn:aws[a-z-]*:lambda:[a-z0-9-]*:\d{12}:function:[A-Za-z0-9_-]+(:[A-Za-z0-9_$-]+)?$/;

/** What a resource ARN stands for, or undefined when this engine does not support it. */
export function taskResource(arn: string): TaskResource | undefined {
  if (FUNCTION.test(arn)) {
    return { arn, plainFunction: true, service: 'lambda', action: 'invoke', result: 'call', required: [] };
  }
  const [, name = '', action = '', pattern = ''] = INTEGRATION.exec(arn) ?? [];
  const known = ACTIONS[name];
  const result = RESULTS[pattern];
  if (!known || !result || (result !== 'call' && !RESULTS_OF_SERVICES[known.service].includes(result)))
    return undefined;
  return { arn, plainFunction: false, ...known, action: `${action}${pattern}`, result };
}
