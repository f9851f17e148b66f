import { describe, expect, it } from 'vitest';
import { MACHINE_PREFIX } from '../../stacks/constructs/platform.ts';
import { plainValues } from './support/plain-values.ts';
import { resourcesOf, synthesise } from './support/synthesised.ts';

const templates = synthesise();
const plain = plainValues(templates);
const rules = resourcesOf(templates, 'AWS::Events::Rule', 'workflow').map(
  ({ id, properties }) => ({ id, ...(plain('workflow', properties) as object) }) as Record<string, unknown>,
);

describe('ends of runs', () => {
  const ends = rules.filter(({ EventPattern }) => EventPattern !== undefined);

  it('reach finish-run, whatever the outcome, once', () => {
    const statuses = ends.flatMap(
      ({ EventPattern }) => (EventPattern as { detail: { status: string[] } }).detail.status,
    );
    expect(statuses.toSorted()).toEqual(['ABORTED', 'FAILED', 'SUCCEEDED', 'TIMED_OUT']);
    for (const { Targets } of ends) {
      expect(Targets).toEqual([expect.objectContaining({ Arn: expect.stringContaining('finishrunFunction') })]);
    }
  });

  it('are those of our machines only', () => {
    for (const { EventPattern } of ends) {
      expect(EventPattern).toMatchObject({
        source: ['aws.states'],
        detail: {
          stateMachineArn: [{ prefix: `arn:aws:states:eu-west-1:111122223333:stateMachine:${MACHINE_PREFIX}` }],
        },
      });
    }
  });
});

it('calls the sweep every minute', () => {
  const minute = rules.filter(({ ScheduleExpression }) => ScheduleExpression === 'rate(1 minute)');
  expect(minute.map(({ Targets }) => Targets)).toEqual([
    [expect.objectContaining({ Arn: expect.stringContaining('sweepFunction') })],
  ]);
});

it('lets only Step Functions use the role of state machines, for machines of ours in this account', () => {
  const role = resourcesOf(templates, 'AWS::IAM::Role', 'workflow').find(({ id }) => id.startsWith('ExecutionRole'));
  const { AssumeRolePolicyDocument } = plain('workflow', role?.properties) as {
    AssumeRolePolicyDocument: { Statement: unknown[] };
  };
  expect(AssumeRolePolicyDocument.Statement).toEqual([
    {
      Action: 'sts:AssumeRole',
      Effect: 'Allow',
      Principal: { Service: 'states.amazonaws.com' },
      Condition: {
        StringEquals: { 'aws:SourceAccount': '111122223333' },
        ArnLike: { 'aws:SourceArn': `arn:aws:states:eu-west-1:111122223333:stateMachine:${MACHINE_PREFIX}*` },
      },
    },
  ]);
});
