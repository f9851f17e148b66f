import { ArnFormat, Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { executions, machines } from './port-rights.ts';

/** The rule through which Step Functions hears of the end of an execution that a `run` step waits for. */
const MANAGED_RULE = 'StepFunctionsGetEventsForStepFunctionsExecutionRule';

/** The role in which every state machine runs: it calls our tasks, and starts and awaits other workflows. Nothing else. */
export function createExecutionRole(scope: Construct, taskArns: readonly string[]): Role {
  const stack = Stack.of(scope);
  const role = new Role(scope, 'ExecutionRole', {
    description: 'Werkstroom: state machines of workflows',
    assumedBy: new ServicePrincipal('states.amazonaws.com', {
      conditions: {
        StringEquals: { 'aws:SourceAccount': stack.account },
        ArnLike: { 'aws:SourceArn': machines(stack) },
      },
    }),
  });
  role.addToPolicy(new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [...taskArns] }));
  role.addToPolicy(new PolicyStatement({ actions: ['states:StartExecution'], resources: [machines(stack)] }));
  role.addToPolicy(
    new PolicyStatement({
      actions: ['states:DescribeExecution', 'states:RedriveExecution', 'states:StopExecution'],
      resources: [executions(stack)],
    }),
  );
  role.addToPolicy(
    new PolicyStatement({
      actions: ['events:PutTargets', 'events:PutRule', 'events:DescribeRule'],
      resources: [
        stack.formatArn({
          service: 'events',
          resource: 'rule',
          resourceName: MANAGED_RULE,
          arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
        }),
      ],
    }),
  );
  return role;
}
