/** What the connected walkthrough is told by its environment and its command line. */
export interface ConnectedSettings {
  /** By the SDK's names of services: where each is. */
  readonly endpoints: Readonly<Record<ConnectedService, string>>;
  /** State machines run on our own engine, behind Step Functions' protocol, in this process. */
  readonly withOwnEngine: boolean;
  /** Where Step Functions finds our functions, when its endpoint is somebody else's. */
  readonly lambdaPort: number;
  /** The role under which executions run; endpoints that are not AWS do not look at it. */
  readonly executionRoleArn: string;
}

export type ConnectedService = (typeof SERVICES)[number];

/** As the SDK spells them in `AWS_ENDPOINT_URL_<service>`. */
const SERVICES = ['DYNAMODB', 'SQS', 'S3', 'SSM', 'SESV2', 'COGNITO_IDENTITY_PROVIDER', 'SFN'] as const;
/** Where Step Functions Local looks for functions when nobody tells it. */
const LAMBDA_PORT = 9001;
const NO_ROLE = 'arn:aws:iam::000000000000:role/werkstroom-walkthrough';

/** What is set does not let the walkthrough run; the message says in one line what to set. */
export class NotConnectedError extends Error {
  override readonly name = 'NotConnectedError';
}

/**
 * Reads them. Every service needs an endpoint that somebody named: without one the SDK would go to the real AWS.
 *
 * @throws NotConnectedError
 */
export function readConnectedSettings(
  environment: Readonly<Record<string, string | undefined>>,
  flags: readonly string[],
): ConnectedSettings {
  const withOwnEngine = flags.includes('--own-engine');
  const { AWS_ENDPOINT_URL: common, AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: ignored } = environment;
  if (ignored?.toLowerCase() === 'true')
    throw new NotConnectedError('Unset AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: with it, the SDK goes to the real AWS.');
  const found = SERVICES.map((service) => [service, environment[`AWS_ENDPOINT_URL_${service}`] ?? common] as const);
  const missing = found.filter(([service, url]) => !url && !(service === 'SFN' && withOwnEngine));
  if (missing.length > 0) {
    const names = missing.map(([service]) => `AWS_ENDPOINT_URL_${service}`).join(', ');
    throw new NotConnectedError(`Set AWS_ENDPOINT_URL, for example to http://127.0.0.1:5000, or each of ${names}.`);
  }
  return {
    endpoints: Object.fromEntries(found.map(([service, url]) => [service, url ?? ''])) as Record<
      ConnectedService,
      string
    >,
    withOwnEngine,
    lambdaPort: readPort(environment.LAMBDA_PORT),
    executionRoleArn: environment.CONNECTED_EXECUTION_ROLE_ARN ?? NO_ROLE,
  };
}

function readPort(text: string | undefined): number {
  const port = Number(text ?? LAMBDA_PORT);
  if (Number.isInteger(port) && port >= 0 && port < 65_536) return port;
  throw new NotConnectedError(`LAMBDA_PORT must be a number from 0 to 65535, not ${text}.`);
}

/** Endpoints as the SDK reads them. Region and credentials are made up where nobody gave any, so that no real ones are ever used by chance. */
export function sdkEnvironment(
  { endpoints }: Pick<ConnectedSettings, 'endpoints'>,
  environment: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string>> {
  const { AWS_REGION: region = 'eu-west-1', AWS_ACCESS_KEY_ID: key, AWS_PROFILE: profile } = environment;
  return {
    ...Object.fromEntries(SERVICES.map((service) => [`AWS_ENDPOINT_URL_${service}`, endpoints[service]])),
    AWS_REGION: region,
    ...(key === undefined &&
      profile === undefined && { AWS_ACCESS_KEY_ID: 'walkthrough', AWS_SECRET_ACCESS_KEY: 'walkthrough' }),
  };
}
