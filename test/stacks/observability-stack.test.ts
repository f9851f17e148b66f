import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { HELD_BACK, PARKED } from '../../stacks/constructs/log-metrics.ts';
import { DECLARATIONS } from '../../stacks/declarations.ts';
import { resourcesOf, synthesise } from './support/synthesised.ts';

const templates = synthesise();
const alarms = resourcesOf(templates, 'AWS::CloudWatch::Alarm').map(({ id, properties }) => ({ id, ...properties }));
type Alarm = (typeof alarms)[number] & Readonly<Record<string, unknown>>;
const alarm = (start: string): Alarm | undefined => alarms.find(({ id }) => id.startsWith(`Alarm${start}`));

describe('alarms', () => {
  it.each(DECLARATIONS.map(({ name, whenItFails }) => [name, whenItFails] as const))(
    'of %s say who suffers',
    (name, text) => {
      expect(alarm(`${name.replaceAll('-', '')}fails`)?.AlarmDescription).toContain(text);
    },
  );

  it.each(['events', 'decisions', 'notifications'])('watch how old %s get, and the dead among them', (name) => {
    expect(alarm(`${name}wait`)).toMatchObject({ MetricName: 'ApproximateAgeOfOldestMessage' });
    expect(alarm(`${name}aredead`)).toMatchObject({ MetricName: 'ApproximateNumberOfMessagesVisible', Threshold: 1 });
  });

  it('count the messages that were given up, by the words in which they are told', () => {
    expect(readFileSync('shared/adapters/sqs/settle-message.ts', 'utf8')).toContain(`'${PARKED}'`);
    const filters = resourcesOf(templates, 'AWS::Logs::MetricFilter').map(({ properties }) => properties.FilterPattern);
    expect(filters).toContain(`{ $.message = "${PARKED}" }`);
    for (const name of ['dispatchevents', 'sendnotifications']) expect(alarm(`${name}parks`)).toBeDefined();
  });

  it('tell whose events are held back, by the words in which it is logged', () => {
    expect(readFileSync('shared/usecases/ingest-meter.ts', 'utf8')).toContain(`'${HELD_BACK}'`);
    const filters = resourcesOf(templates, 'AWS::Logs::MetricFilter').map(({ properties }) => properties.FilterPattern);
    expect(filters).toContain(`{ $.message = "${HELD_BACK}" }`);
    expect(alarm('companiesareheldback')?.AlarmDescription).toMatch(/^The events of a company come late/);
  });

  it('each say who suffers, and where to look', () => {
    for (const { id, ...properties } of alarms as Alarm[]) {
      expect(properties.AlarmDescription, id).toMatch(/^[A-Z].+\. .+\.$/);
    }
  });

  it('bear with tasks that talk to their machine by errors', () => {
    const expressions = (start: string) => JSON.stringify(alarm(start)?.Metrics);
    expect(expressions('runactionfails')).toContain('100 * FILL(errors, 0)');
    expect(expressions('managefails')).toContain('FILL(faults, 0)');
  });

  it('notice that the sweep is not called any more', () => {
    expect(alarm('sweepissilent')).toMatchObject({
      MetricName: 'Invocations',
      ComparisonOperator: 'LessThanThreshold',
      Threshold: 1,
      TreatMissingData: 'breaching',
    });
  });

  it('count the runs that failed by the rule that hears of them', () => {
    expect(alarm('runsfail')).toMatchObject({
      Namespace: 'AWS/Events',
      MetricName: 'TriggeredRules',
      Dimensions: [{ Name: 'RuleName' }],
    });
  });

  it('all tell somebody, when it begins and when it ends', () => {
    for (const { id, ...properties } of alarms as Alarm[]) {
      expect(properties.AlarmActions, id).toHaveLength(1);
      expect(properties.OKActions, id).toHaveLength(1);
    }
  });

  it('reach the address of the context', () => {
    const told = resourcesOf(synthesise({ alarmEmail: 'ops@example.com' }), 'AWS::SNS::Subscription');
    expect(told[0]?.properties).toMatchObject({ Protocol: 'email', Endpoint: 'ops@example.com' });
  });
});

it('has one dashboard', () => {
  expect(resourcesOf(templates, 'AWS::CloudWatch::Dashboard')).toHaveLength(1);
});
