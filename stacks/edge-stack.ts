import { ArnFormat } from 'aws-cdk-lib';
import { Certificate, CertificateValidation, type ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { HostedZone } from 'aws-cdk-lib/aws-route53';
import { CfnLoggingConfiguration, CfnWebACL } from 'aws-cdk-lib/aws-wafv2';
import type { Construct } from 'constructs';
import { edgeRules, TOO_MANY } from './constructs/edge-rules.ts';
import { createLogGroup } from './constructs/logs.ts';
import type { DomainSettings } from './settings.ts';
import { WerkstroomStack, type WerkstroomStackProps } from './werkstroom-stack.ts';

/** CloudFront takes its firewall and its certificate from this region only. */
const EDGE_REGION = 'us-east-1';
/** Headers that hold secrets or the path of a link. */
const SECRET_HEADERS = ['authorization', 'cookie', 'referer', 'webhook-signature', 'idempotency-key'];

/** What stands at the edge before everything: rates per address and per source, and the certificate of our own name. */
export class EdgeStack extends WerkstroomStack {
  readonly webAclArn: string;
  readonly certificate?: ICertificate;

  constructor(scope: Construct, props: WerkstroomStackProps) {
    super(scope, 'edge', { ...props, region: EDGE_REGION, description: 'firewall and certificate of the front door' });
    this.webAclArn = this.createWebAcl().attrArn;
    const { domain } = this.settings;
    if (domain) this.certificate = this.certificateOf(domain);
  }

  private createWebAcl(): CfnWebACL {
    const webAcl = new CfnWebACL(this, 'Firewall', {
      scope: 'CLOUDFRONT',
      defaultAction: { allow: {} },
      rules: edgeRules(),
      customResponseBodies: TOO_MANY,
      visibilityConfig: { cloudWatchMetricsEnabled: true, sampledRequestsEnabled: false, metricName: 'front-door' },
    });
    // Whoever reads the path of a link in a log could decide in somebody else's name.
    new CfnLoggingConfiguration(this, 'FirewallLog', {
      resourceArn: webAcl.attrArn,
      logDestinationConfigs: [this.createFirewallLogGroup()],
      redactedFields: [
        { uriPath: {} },
        { queryString: {} },
        ...SECRET_HEADERS.map((name) => ({ singleHeader: { Name: name } })),
      ],
    });
    return webAcl;
  }

  /** WAF writes only to groups whose names start like this. */
  private createFirewallLogGroup(): string {
    const { settings } = this;
    const logGroupName = `aws-waf-logs-werkstroom-${settings.stage}`;
    const group = createLogGroup(this, 'FirewallLogs', { settings, logGroupName });
    // Without the `:*` at the end, which is CloudFormation's form and not WAF's.
    return this.formatArn({
      service: 'logs',
      resource: 'log-group',
      resourceName: group.logGroupName,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
  }

  private certificateOf({ name, certificateArn, hostedZone }: DomainSettings): ICertificate {
    if (certificateArn !== undefined) return Certificate.fromCertificateArn(this, 'Certificate', certificateArn);
    const zone =
      hostedZone &&
      HostedZone.fromHostedZoneAttributes(this, 'Zone', { hostedZoneId: hostedZone.id, zoneName: hostedZone.name });
    return new Certificate(this, 'Certificate', {
      domainName: name,
      validation: CertificateValidation.fromDns(zone),
    });
  }
}
