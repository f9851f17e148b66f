import { Arn, ArnFormat, CfnOutput, Stack } from 'aws-cdk-lib';
import {
  ConfigurationSet,
  ConfigurationSetTlsPolicy,
  EmailIdentity,
  Identity,
  SuppressionReasons,
} from 'aws-cdk-lib/aws-ses';
import type { Construct } from 'constructs';
import type { MailSettings } from '../settings.ts';

/** What SES sends in: from whom, and by which rules. */
export interface MailSender {
  /** All identities: in its sandbox, SES asks for rights on those of recipients as well. A condition says who may be the sender. */
  readonly identityArns: string;
  readonly configurationSetArn: string;
}

/** Sets up who sends the mails. Addresses that bounced or complained are not written to again; nothing leaves unencrypted. */
export function createMailSender(scope: Construct, mail: MailSettings): MailSender {
  const stack = Stack.of(scope);
  const configurationSet = new ConfigurationSet(scope, 'MailRules', {
    tlsPolicy: ConfigurationSetTlsPolicy.REQUIRE,
    reputationMetrics: true,
    suppressionReasons: SuppressionReasons.BOUNCES_AND_COMPLAINTS,
  });
  new CfnOutput(scope, 'MailRulesName', { value: configurationSet.configurationSetName });
  const arnOf = (resource: string, resourceName: string): string =>
    Arn.format({ service: 'ses', resource, resourceName, arnFormat: ArnFormat.SLASH_RESOURCE_NAME }, stack);
  if (mail.createIdentity) createIdentity(scope, mail.identity, configurationSet);
  return {
    identityArns: arnOf('identity', '*'),
    configurationSetArn: arnOf('configuration-set', configurationSet.configurationSetName),
  };
}

/** A domain proves itself by DNS records, which the outputs tell; an address by a link in a mail of SES. */
function createIdentity(scope: Construct, identity: string, configurationSet: ConfigurationSet): void {
  const isAddress = identity.includes('@');
  const created = new EmailIdentity(scope, 'MailIdentity', {
    identity: isAddress ? Identity.email(identity) : Identity.domain(identity),
    configurationSet,
  });
  if (isAddress) return;
  created.dkimRecords.forEach(({ name, value }, index) => {
    new CfnOutput(scope, `MailDnsRecord${index + 1}`, { value: `${name} CNAME ${value}` });
  });
}
