import type { FunctionDeclaration } from '../function-declaration.ts';

export default {
  name: 'show-approval',
  purpose: 'Shows the page behind a link in a mail. Changes nothing, whoever opens it.',
  whenItFails: 'Approvers open the link in their mail and see no page.',
  feeds: [
    { kind: 'http', method: 'GET', path: '/approvals/{linkToken}', access: 'public' },
    // Scanners of mail programs ask first whether the page is there; API Gateway does not answer HEAD by GET.
    { kind: 'http', method: 'HEAD', path: '/approvals/{linkToken}', access: 'public' },
  ],
  environment: ['TABLE_NAME', 'BLOB_BUCKET_NAME'],
  reads: ['approval', 'approvalUser', 'company', 'event', 'link', 'member', 'record', 'run'],
  writes: [],
  ports: ['blobs.read'],
  timeoutSeconds: 15,
  memoryMegabytes: 256,
} satisfies FunctionDeclaration;
