import type { FunctionDeclaration } from '../function-declaration.ts';

export default {
  name: 'authorize-request',
  purpose: 'Stands before every route: lets in only what came through our own front door, and verifies tokens.',
  whenItFails: 'Nobody reaches anything: console, API, webhooks and the links in mails answer with errors.',
  feeds: [{ kind: 'authorizer' }],
  environment: ['ORIGIN_SECRETS', 'TOKEN_ISSUER', 'OTHER_TOKEN_ISSUER', 'OTHER_TOKEN_AUDIENCE'],
  reads: [],
  writes: [],
  ports: [],
  timeoutSeconds: 10,
  memoryMegabytes: 256,
} satisfies FunctionDeclaration;
