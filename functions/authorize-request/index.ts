import { readEnvironment } from '../../shared/adapters/environment/read-environment.ts';
import { createTokenVerifier } from '../../shared/adapters/jose/token-verifier.ts';
import { systemClock as clock } from '../../shared/adapters/system/system-clock.ts';
import declaration from './function.ts';
import { makeHandler } from './handler.ts';

const environment = readEnvironment(declaration.environment);
const other = { issuer: environment.OTHER_TOKEN_ISSUER, audience: environment.OTHER_TOKEN_AUDIENCE };

/** What API Gateway asks before every route. The keys of the issuers are kept for the life of the container. */
export const handler = makeHandler({
  originSecrets: environment.ORIGIN_SECRETS.split(',').filter((secret) => secret !== ''),
  verifyToken: createTokenVerifier({
    issuers: [{ issuer: environment.TOKEN_ISSUER }, other].filter(({ issuer }) => issuer !== ''),
    clock,
  }),
});
