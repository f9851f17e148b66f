import type { FunctionDeclaration } from '../function-declaration.ts';

export default {
  name: 'decide-approval',
  purpose: 'Takes the decision of the person to whom a link was sent.',
  whenItFails: 'Approvers press a button in their mail and their decision is not taken.',
  feeds: [{ kind: 'http', method: 'POST', path: '/approvals/{linkToken}', access: 'public' }],
  environment: ['TABLE_NAME', 'BLOB_BUCKET_NAME', 'DECISION_QUEUE_URL', 'PUBLIC_BASE_URL'],
  reads: ['approval', 'approvalUser', 'company', 'event', 'link', 'member', 'outbox', 'record', 'run'],
  writes: ['approval', 'audit', 'outbox'],
  ports: ['blobs.read', 'blobs.write', 'decisions'],
  timeoutSeconds: 30,
  memoryMegabytes: 256,
} satisfies FunctionDeclaration;
