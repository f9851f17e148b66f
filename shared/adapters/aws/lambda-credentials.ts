/** What signs a call. Lambda renews all three together when it starts a container. */
interface LambdaCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/**
 * Takes the place of the SDK's chain of credential providers in bundles of functions (by an alias of `@aws-sdk/credential-provider-node`, hence
 * the name): Lambda gives credentials by the environment and in no other way, and the chain is a hundred kilobytes of others.
 */
export function defaultProvider(): () => Promise<LambdaCredentials> {
  return async () => {
    const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = process.env;
    if (!AWS_ACCESS_KEY_ID || !AWS_SECRET_ACCESS_KEY)
      throw new CredentialsMissingError('The environment holds no credentials.');
    return {
      accessKeyId: AWS_ACCESS_KEY_ID,
      secretAccessKey: AWS_SECRET_ACCESS_KEY,
      ...(AWS_SESSION_TOKEN && { sessionToken: AWS_SESSION_TOKEN }),
    };
  };
}

/** The function does not run in Lambda, or its role was taken from it. */
export class CredentialsMissingError extends Error {
  override readonly name = 'CredentialsMissingError';
}
