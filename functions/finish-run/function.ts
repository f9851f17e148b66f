import type { FunctionDeclaration } from '../function-declaration.ts';

export default {
  name: 'finish-run',
  purpose: 'Ends a run after its execution: keeps its story, cleans up behind it and tells people.',
  feeds: [{ kind: 'executionStatus' }],
  environment: ['TABLE_NAME', 'BLOB_BUCKET_NAME', 'NOTIFICATION_QUEUE_URL', 'SECRET_PREFIX'],
  reads: [
    'action',
    'approval',
    'inbox',
    'listener',
    'member',
    'openApproval',
    'outbox',
    'restriction',
    'run',
    'source',
    'workflowVersion',
  ],
  writes: ['approval', 'audit', 'inbox', 'listener', 'openApproval', 'outbox', 'restriction', 'run'],
  ports: ['blobs', 'http', 'machines.run', 'notifications', 'secrets'],
  timeoutSeconds: 60,
  memoryMegabytes: 512,
} satisfies FunctionDeclaration;
