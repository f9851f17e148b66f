import { Aws, Duration, RemovalPolicy } from 'aws-cdk-lib';
import {
  AccountRecovery,
  FeaturePlan,
  Mfa,
  OAuthScope,
  ResourceServerScope,
  UserPool,
  UserPoolClient,
  UserPoolClientIdentityProvider,
  type UserPoolDomain,
} from 'aws-cdk-lib/aws-cognito';
import type { Construct } from 'constructs';
import type { Settings } from '../settings.ts';
import { explain } from './explain.ts';

/** The scope that clients of sources ask for: `werkstroom/api`. */
const API_SCOPE = new ResourceServerScope({ scopeName: 'api', scopeDescription: 'The API of Werkstroom' });

/** Members and the clients of sources. Nobody signs up: administrators invite. */
export function createUserPool(scope: Construct, settings: Settings): { pool: UserPool; domain: UserPoolDomain } {
  const pool = new UserPool(scope, 'Members', {
    selfSignUpEnabled: false,
    signInAliases: { email: true },
    autoVerify: { email: true },
    accountRecovery: AccountRecovery.EMAIL_ONLY,
    featurePlan: FeaturePlan.ESSENTIALS,
    mfa: Mfa.OPTIONAL,
    mfaSecondFactor: { otp: true, sms: false },
    passwordPolicy: {
      minLength: 12,
      requireLowercase: true,
      requireUppercase: true,
      requireDigits: true,
      requireSymbols: true,
      tempPasswordValidity: Duration.days(3),
    },
    deletionProtection: !settings.disposable,
    removalPolicy: settings.disposable ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN,
  });
  explain(pool, {
    'AwsSolutions-COG2':
      'A second factor is offered to everybody. To demand it, members sign in with the issuer of their organisation (tokenIssuer).',
    'AwsSolutions-COG3': 'Threat protection needs the Plus plan, which costs per member; deployers may switch it on.',
    'AwsSolutions-COG8': 'The Plus plan costs per member; nothing of Werkstroom needs it.',
  });
  pool.addResourceServer('Api', { identifier: 'werkstroom', scopes: [API_SCOPE] });
  const domain = pool.addDomain('SignIn', {
    cognitoDomain: { domainPrefix: settings.signInPrefix ?? `werkstroom-${settings.stage}-${Aws.ACCOUNT_ID}` },
  });
  return { pool, domain };
}

/** The console as a client: people sign in with a code and PKCE; whoever administers the account may get a token by password. */
export function createConsoleClient(scope: Construct, pool: UserPool, publicBaseUrl: string): UserPoolClient {
  return new UserPoolClient(scope, 'ConsoleClient', {
    userPool: pool,
    generateSecret: false,
    preventUserExistenceErrors: true,
    enableTokenRevocation: true,
    authFlows: { adminUserPassword: true },
    supportedIdentityProviders: [UserPoolClientIdentityProvider.COGNITO],
    oAuth: {
      flows: { authorizationCodeGrant: true },
      scopes: [OAuthScope.OPENID, OAuthScope.EMAIL],
      callbackUrls: [`${publicBaseUrl}/`],
      logoutUrls: [`${publicBaseUrl}/`],
    },
    accessTokenValidity: Duration.hours(1),
    idTokenValidity: Duration.hours(1),
    refreshTokenValidity: Duration.days(30),
  });
}
