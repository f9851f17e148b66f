import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Settings } from './settings.ts';

/** What every stack of a deployment knows. */
export interface WerkstroomStackProps {
  readonly settings: Settings;
}

/** A stack of one stage, in its region, named and described alike. */
export abstract class WerkstroomStack extends Stack {
  readonly settings: Settings;

  constructor(scope: Construct, part: string, props: WerkstroomStackProps & { description: string; region?: string }) {
    const { settings, description, region = settings.region } = props;
    super(scope, `werkstroom-${settings.stage}-${part}`, {
      description: `Werkstroom ${settings.stage}: ${description}`,
      env: { region, ...(settings.account !== undefined && { account: settings.account }) },
      crossRegionReferences: true,
      terminationProtection: !settings.disposable,
    } satisfies StackProps);
    this.settings = settings;
  }
}
