import { CfnOutput } from 'aws-cdk-lib';
import { type IMetric, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { Rule } from 'aws-cdk-lib/aws-events';
import type { Construct } from 'constructs';
import type { FunctionDeclaration } from '../functions/function-declaration.ts';
import type { ConsoleStack } from './console-stack.ts';
import { createAlarmTopic } from './constructs/alarm-topic.ts';
import { Alarms, FIVE_MINUTES, sumOf } from './constructs/alarms.ts';
import { createDashboard } from './constructs/dashboard.ts';
import type { DeclaredFunction } from './constructs/declared-function.ts';
import { failing, failingTask } from './constructs/function-metrics.ts';
import { faultsIn, heldBackIn, parkedIn } from './constructs/log-metrics.ts';
import type { Platform } from './constructs/platform.ts';
import { QUEUE_PATIENCE } from './queue-patience.ts';
import { WerkstroomStack } from './werkstroom-stack.ts';

/** What is watched. */
export interface ObservabilityStackProps {
  readonly platform: Platform;
  readonly functions: readonly DeclaredFunction<FunctionDeclaration>[];
  readonly console: ConsoleStack;
  readonly failedRuns: Rule;
}

const FIVE = { period: FIVE_MINUTES, statistic: Stats.SUM } as const;
const OLDEST = { period: FIVE_MINUTES, statistic: Stats.MAXIMUM } as const;
/** SES looks closer at a sender from 5 % bounces on, and stops it at 10 %. */
const BOUNCE_RATE = 0.05;
const SERVER_ERRORS = 10;
const FAILED_RUNS = 5;

/** Alarms that say who suffers, and one dashboard. */
export class ObservabilityStack extends WerkstroomStack {
  private readonly alarms: Alarms;

  constructor(scope: Construct, props: ObservabilityStackProps) {
    super(scope, 'observability', { settings: props.platform.settings, description: 'alarms and dashboard' });
    const topic = createAlarmTopic(this, this.settings);
    this.alarms = new Alarms(this, 'Alarm', new SnsAction(topic));
    this.watchFunctions(props);
    this.watchQueues(props);
    this.watchRuns(props);
    this.watchDoors(props);
    createDashboard(this, { stage: this.settings.stage, alarms: this.alarms, pictures: picturesOf(props) });
    new CfnOutput(this, 'AlarmTopic', { value: topic.topicArn });
  }

  private watchFunctions({ functions }: ObservabilityStackProps): void {
    for (const one of functions) {
      const { declaration, lambda } = one;
      const { name, whenItFails, feeds } = declaration;
      this.alarms.add(`${name}-fails`, {
        text: `${whenItFails} Look at the log of ${name}; throttling means too little concurrency.`,
        ...(feeds.some(({ kind }) => kind === 'task') ? failingTask(lambda) : failing(lambda, faultsIn(this, one))),
      });
      if (feeds.some(({ kind }) => kind === 'schedule')) {
        this.alarms.add(`${name}-is-silent`, {
          text: `${whenItFails} ${name} is not called any more: look at its schedule.`,
          metric: lambda.metricInvocations(FIVE),
          periods: 3,
        });
      }
      if (feeds.some(({ kind }) => kind === 'queue')) {
        this.alarms.add(`${name}-parks`, {
          text: `${whenItFails} ${name} gave messages up after five tries: GET /dead-letters tells why, and puts them back.`,
          metric: parkedIn(this, one),
          from: 1,
          periods: 1,
        });
      }
      if (declaration.environment.includes('INGEST_QUOTA')) {
        this.alarms.add('companies-are-held-back', {
          text: `The events of a company come late, as it sends more than its share: systems of record are told to wait. The log of ${name} names the company; ingestQuota is the share.`,
          metric: heldBackIn(this, one),
          from: 1,
        });
      }
    }
  }

  private watchQueues({ platform: { queues } }: ObservabilityStackProps): void {
    for (const [name, { seconds, text }] of Object.entries(QUEUE_PATIENCE)) {
      const { queue, deadLetters } = queues[name as keyof typeof queues];
      this.alarms.add(`${name}-wait`, {
        text: `${text} The oldest message of ${name} waits longer than ${seconds} s.`,
        metric: queue.metricApproximateAgeOfOldestMessage(OLDEST),
        from: seconds,
      });
      this.alarms.add(`${name}-are-dead`, {
        text: `${text} Messages of ${name} were given up after 100 receives; they are kept for 14 days in the dead letter queue: redrive them.`,
        metric: deadLetters.metricApproximateNumberOfMessagesVisible(OLDEST),
        from: 1,
        periods: 1,
      });
    }
  }

  private watchRuns({ failedRuns }: ObservabilityStackProps): void {
    this.alarms.add('runs-fail', {
      text: 'Requesters are told that their approvals failed, and must ask again. The runs say at which step: GET /runs?status=failed.',
      metric: failedRunsOf(failedRuns),
      from: FAILED_RUNS,
    });
  }

  private watchDoors({ console: front, platform: { table } }: ObservabilityStackProps): void {
    this.alarms.add('api-fails', {
      text: 'People at the console and systems that call the API get errors of ours. The API log tells on which routes.',
      metric: front.apiStage.metricServerError(FIVE),
      from: SERVER_ERRORS,
    });
    this.alarms.add('table-is-slow', {
      text: 'Everything takes longer, for everybody: the table throttles. One company may change very many records, or one record changes without end.',
      metric: sumOf('throttled', {
        reads: table.metric('ReadThrottleEvents', FIVE),
        writes: table.metric('WriteThrottleEvents', FIVE),
      }),
      from: 100,
    });
    this.alarms.add('mails-bounce', {
      text: 'Approvers may soon get no mails at all: too many bounce, and SES stops senders at 10 %. Look for wrong addresses of members.',
      metric: bounceRate(),
      from: BOUNCE_RATE,
    });
  }
}

function picturesOf({ platform, functions, console: front, failedRuns }: ObservabilityStackProps) {
  const { queues, table } = platform;
  const each = (metricOf: (one: DeclaredFunction<FunctionDeclaration>) => IMetric): IMetric[] =>
    functions.map(metricOf);
  const waiting = Object.entries(queues);
  return [
    {
      title: 'Oldest message, seconds',
      lines: waiting.map(([, { queue }]) => queue.metricApproximateAgeOfOldestMessage(OLDEST)),
    },
    {
      title: 'Messages waiting',
      lines: waiting.map(([, { queue }]) => queue.metricApproximateNumberOfMessagesVisible(OLDEST)),
    },
    { title: 'Failed runs', lines: [failedRunsOf(failedRuns)] },
    {
      title: 'Requests',
      lines: [
        front.apiStage.metricCount(FIVE),
        front.apiStage.metricClientError(FIVE),
        front.apiStage.metricServerError(FIVE),
      ],
    },
    {
      title: 'Answer time, 99 of 100',
      lines: [front.apiStage.metricLatency({ period: FIVE_MINUTES, statistic: Stats.p(99) })],
    },
    {
      title: 'Table, units',
      lines: [table.metricConsumedReadCapacityUnits(FIVE), table.metricConsumedWriteCapacityUnits(FIVE)],
    },
    { title: 'Calls of functions', lines: each(({ lambda }) => lambda.metricInvocations(FIVE)) },
    { title: 'Errors of functions', lines: each(({ lambda }) => lambda.metricErrors(FIVE)) },
    {
      title: 'Time of functions, 99 of 100',
      lines: each(({ lambda }) => lambda.metricDuration({ period: FIVE_MINUTES, statistic: Stats.p(99) })),
    },
  ];
}

function failedRunsOf(rule: Rule): Metric {
  return new Metric({
    namespace: 'AWS/Events',
    metricName: 'TriggeredRules',
    dimensionsMap: { RuleName: rule.ruleName },
    ...FIVE,
  });
}

function bounceRate(): Metric {
  return new Metric({
    namespace: 'AWS/SES',
    metricName: 'Reputation.BounceRate',
    period: FIVE_MINUTES,
    statistic: Stats.MAXIMUM,
  });
}
