import type { FunctionDeclaration } from '../function-declaration.ts';

export default {
  name: 'show-approval',
  purpose: 'Shows the page behind a link in a mail. Changes nothing, whoever opens it.',
  feeds: [{ kind: 'http', method: 'GET', path: '/approvals/{linkToken}', access: 'public' }],
  environment: ['TABLE_NAME', 'BLOB_BUCKET_NAME'],
  reads: ['approval', 'approvalUser', 'company', 'event', 'link', 'member', 'record', 'run'],
  writes: [],
  ports: ['blobs'],
  timeoutSeconds: 15,
  memoryMegabytes: 256,
} satisfies FunctionDeclaration;
