import { Duration } from 'aws-cdk-lib';
import {
  Alarm,
  ComparisonOperator,
  type IAlarmAction,
  type IMetric,
  MathExpression,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';

/** One reason to wake somebody. */
export interface AlarmOptions {
  /** Who suffers, and how; then where to look. */
  readonly text: string;
  readonly metric: IMetric;
  /** It goes off at this value and above; where absent, when nothing is heard at all. */
  readonly from?: number;
  /** Out of three periods, in how many: 2 when absent, so that one hiccup wakes nobody. */
  readonly periods?: 1 | 2 | 3;
}

const { GREATER_THAN_OR_EQUAL_TO_THRESHOLD, LESS_THAN_THRESHOLD } = ComparisonOperator;

export const FIVE_MINUTES = Duration.minutes(5);

/** The alarms of one stage, which all go the same way. */
export class Alarms extends Construct {
  readonly all: Alarm[] = [];
  readonly #action: IAlarmAction;

  constructor(scope: Construct, id: string, action: IAlarmAction) {
    super(scope, id);
    this.#action = action;
  }

  add(name: string, { text, metric, from, periods = 2 }: AlarmOptions): void {
    const limit =
      from === undefined
        ? { threshold: 1, comparisonOperator: LESS_THAN_THRESHOLD, treatMissingData: TreatMissingData.BREACHING }
        : {
            threshold: from,
            comparisonOperator: GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
            treatMissingData: TreatMissingData.NOT_BREACHING,
          };
    const alarm = new Alarm(this, name, {
      alarmDescription: text,
      metric,
      evaluationPeriods: 3,
      datapointsToAlarm: periods,
      ...limit,
    });
    alarm.addAlarmAction(this.#action);
    alarm.addOkAction(this.#action);
    this.all.push(alarm);
  }
}

/** Adds metrics up. */
export function sumOf(label: string, metrics: Readonly<Record<string, IMetric>>): MathExpression {
  return new MathExpression({
    label,
    // A metric that said nothing for a while counts as none.
    expression: Object.keys(metrics)
      .map((name) => `FILL(${name}, 0)`)
      .join(' + '),
    usingMetrics: { ...metrics },
    period: FIVE_MINUTES,
  });
}
