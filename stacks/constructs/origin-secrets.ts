import { RemovalPolicy } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import type { Settings } from '../settings.ts';
import { explain } from './explain.ts';

/** What the front door proves itself with. Templates hold references; the text is made in the account and seen by nobody. */
export interface OriginSecrets {
  /** What is sent along. */
  readonly sent: string;
  /** What is accepted: all generations, separated by commas. */
  readonly accepted: string;
}

const LENGTH = 48;

/** One secret per generation in the settings. Changing takes three deployments: `1,2`, then `2,1`, then `2`. */
export function createOriginSecrets(scope: Construct, { originSecrets }: Settings): OriginSecrets {
  const texts = originSecrets.map((generation) => {
    const secret = new Secret(scope, `OriginSecret${generation}`, {
      description: 'What the front door sends to the API, so that nobody goes around it.',
      generateSecretString: { passwordLength: LENGTH, excludePunctuation: true },
      removalPolicy: RemovalPolicy.DESTROY,
    });
    explain(secret, {
      'AwsSolutions-SMG4':
        'It is changed by deploying a new generation (originSecrets), as front door and API must learn of it in the right order.',
    });
    return secret.secretValue.unsafeUnwrap();
  });
  return { sent: texts[0] ?? '', accepted: texts.join(',') };
}
