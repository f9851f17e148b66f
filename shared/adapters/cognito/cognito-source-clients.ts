import {
  type CognitoIdentityProviderClient,
  CreateUserPoolClientCommand,
  DeleteUserPoolClientCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import type { SourceClients } from '../../ports/source-clients.ts';
import { asThrottled } from '../aws/as-throttled.ts';

/** What Cognito gives for the id of a client. */
const CLIENT_ID = /^[\w+]{1,128}$/;
/** Cognito's limit for the name of a client. */
const MAX_NAME_LENGTH = 128;
/** A token lives this long at most. Removing a source takes effect at once all the same: its client is looked up with every call. */
const TOKEN_MINUTES = 60;

/**
 * Makes an app client of the user pool for each source. Its tokens (client credentials grant) have its id as their subject.
 *
 * @param options.scope what the tokens are good for: `<resource server>/<scope>`.
 */
export function createCognitoSourceClients(options: {
  client: CognitoIdentityProviderClient;
  userPoolId: string;
  scope: string;
}): SourceClients {
  const { client, userPoolId: UserPoolId, scope } = options;
  return {
    async create(company, source) {
      const command = new CreateUserPoolClientCommand({
        UserPoolId,
        ClientName: nameOf(company, source),
        GenerateSecret: true,
        AllowedOAuthFlowsUserPoolClient: true,
        AllowedOAuthFlows: ['client_credentials'],
        AllowedOAuthScopes: [scope],
        AccessTokenValidity: TOKEN_MINUTES,
        TokenValidityUnits: { AccessToken: 'minutes' },
        EnableTokenRevocation: true,
      });
      const { UserPoolClient } = await client.send(command).catch(rethrow);
      return { clientId: UserPoolClient?.ClientId ?? '', clientSecret: UserPoolClient?.ClientSecret ?? '' };
    },
    async remove(clientId) {
      if (!CLIENT_ID.test(clientId)) return;
      await client.send(new DeleteUserPoolClientCommand({ UserPoolId, ClientId: clientId })).catch(ignoreAbsence);
    },
  };
}

/** For whoever looks at the pool: Cognito takes letters, digits, blanks and `+=,.@-_` in a name. */
function nameOf(company: string, source: string): string {
  return `source ${company} ${source}`.replace(/[^\w\s+=,.@-]/g, '_').slice(0, MAX_NAME_LENGTH);
}

function rethrow(error: unknown): never {
  throw asThrottled(error, 'Cognito');
}

function ignoreAbsence(error: unknown): void {
  if (!(error instanceof Error && error.name === 'ResourceNotFoundException')) rethrow(error);
}
