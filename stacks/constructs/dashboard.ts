import { Duration } from 'aws-cdk-lib';
import { AlarmStatusWidget, Dashboard, GraphWidget, type IMetric, PeriodOverride } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import type { Alarms } from './alarms.ts';

/** A picture: what it shows, and its lines. */
export interface Picture {
  readonly title: string;
  readonly lines: readonly IMetric[];
}

const WIDTH = 24;
const PICTURE = { width: 8, height: 6 } as const;

/** One page that says whether people can work: first the alarms, then three pictures in a row. */
export function createDashboard(
  scope: Construct,
  { stage, alarms, pictures }: { stage: string; alarms: Alarms; pictures: readonly Picture[] },
): void {
  const dashboard = new Dashboard(scope, 'Dashboard', {
    dashboardName: `werkstroom-${stage}`,
    defaultInterval: Duration.hours(12),
    periodOverride: PeriodOverride.AUTO,
  });
  dashboard.addWidgets(new AlarmStatusWidget({ title: 'Who suffers', width: WIDTH, height: 4, alarms: alarms.all }));
  const perRow = WIDTH / PICTURE.width;
  for (let start = 0; start < pictures.length; start += perRow) {
    const row = pictures.slice(start, start + perRow);
    dashboard.addWidgets(...row.map(({ title, lines }) => new GraphWidget({ ...PICTURE, title, left: [...lines] })));
  }
}
