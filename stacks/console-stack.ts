import { CfnOutput } from 'aws-cdk-lib';
import type { HttpApi, HttpStage } from 'aws-cdk-lib/aws-apigatewayv2';
import type { Distribution } from 'aws-cdk-lib/aws-cloudfront';
import { AaaaRecord, ARecord, HostedZone, RecordTarget } from 'aws-cdk-lib/aws-route53';
import { CloudFrontTarget } from 'aws-cdk-lib/aws-route53-targets';
import type { Construct } from 'constructs';
import { createHttpApi } from './constructs/api-gateway.ts';
import { explain } from './constructs/explain.ts';
import { createFrontDoor } from './constructs/front-door.ts';
import { createOriginSecrets, type OriginSecrets } from './constructs/origin-secrets.ts';
import { createPrivateBucket } from './constructs/private-bucket.ts';
import { createConsoleClient } from './constructs/sign-in.ts';
import type { DataStack } from './data-stack.ts';
import type { EdgeStack } from './edge-stack.ts';
import type { DomainSettings } from './settings.ts';
import { WerkstroomStack, type WerkstroomStackProps } from './werkstroom-stack.ts';

/** What the front door stands before. */
export interface ConsoleStackProps extends WerkstroomStackProps {
  readonly data: DataStack;
  readonly edge: EdgeStack;
  readonly apiPaths: readonly string[];
}

/**
 * The one address of everything: CloudFront before the console's files and the HTTP API. The API is here without its routes, because links name
 * this address and the functions behind the routes need to know it.
 */
export class ConsoleStack extends WerkstroomStack {
  readonly api: HttpApi;
  readonly apiStage: HttpStage;
  readonly originSecrets: OriginSecrets;
  readonly publicBaseUrl: string;

  constructor(scope: Construct, { data, edge, apiPaths, ...props }: ConsoleStackProps) {
    super(scope, 'console', { ...props, description: 'front door and console' });
    const { settings } = this;
    const { domain } = settings;
    const { api, stage } = createHttpApi(this, settings);
    this.api = api;
    this.apiStage = stage;
    this.originSecrets = createOriginSecrets(this, settings);
    const files = createPrivateBucket(this, 'Console', { settings, accessLogs: data.accessLogs });
    const frontDoor = createFrontDoor(this, {
      api,
      apiPaths,
      console: files,
      originSecret: this.originSecrets.sent,
      webAclArn: edge.webAclArn,
      signInUrl: data.signIn.baseUrl(),
      ...(domain && edge.certificate && { domain: { name: domain.name, certificate: edge.certificate } }),
    });
    explainFrontDoor(frontDoor, domain);
    if (domain) this.pointNameAt(frontDoor, domain);
    this.publicBaseUrl = `https://${domain?.name ?? frontDoor.distributionDomainName}`;
    const client = createConsoleClient(this, data.userPool, this.publicBaseUrl);
    new CfnOutput(this, 'PublicBaseUrl', { value: this.publicBaseUrl });
    new CfnOutput(this, 'ConsoleBucketName', { value: files.bucketName });
    new CfnOutput(this, 'FrontDoorId', { value: frontDoor.distributionId });
    new CfnOutput(this, 'FrontDoorName', { value: frontDoor.distributionDomainName });
    new CfnOutput(this, 'ConsoleClientId', { value: client.userPoolClientId });
  }

  private pointNameAt(frontDoor: Distribution, { name, hostedZone }: DomainSettings): void {
    if (!hostedZone) return;
    const zone = HostedZone.fromHostedZoneAttributes(this, 'Zone', {
      hostedZoneId: hostedZone.id,
      zoneName: hostedZone.name,
    });
    const target = RecordTarget.fromAlias(new CloudFrontTarget(frontDoor));
    const record = { zone, recordName: name, target };
    new ARecord(this, 'NameV4', record);
    new AaaaRecord(this, 'NameV6', record);
  }
}

function explainFrontDoor(frontDoor: Distribution, domain: DomainSettings | undefined): void {
  explain(frontDoor, {
    'AwsSolutions-CFR1': 'Approvers travel; countries are no measure of who may decide.',
    'AwsSolutions-CFR3':
      "CloudFront's own logs hold paths, and whoever reads the path of a link could decide. The firewall's log, with paths blanked out, and the API's log by route say the rest.",
    ...(!domain && {
      'AwsSolutions-CFR4':
        "With CloudFront's own name and certificate the least TLS version can not be chosen; with domainName it is 1.2.",
    }),
  });
}
