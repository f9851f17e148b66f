import type { FunctionDeclaration } from '../function-declaration.ts';

export default {
  name: 'run-action',
  purpose: 'Runs one action of a run when its state machine asks for it, once per run, step and visit.',
  feeds: [{ kind: 'task' }],
  environment: ['TABLE_NAME', 'BLOB_BUCKET_NAME', 'DECISION_QUEUE_URL', 'NOTIFICATION_QUEUE_URL', 'SECRET_PREFIX'],
  reads: [
    'action',
    'approval',
    'approvalUser',
    'company',
    'event',
    'outbox',
    'restriction',
    'run',
    'source',
    'workflowVersion',
  ],
  writes: ['action', 'approval', 'outbox', 'restriction', 'run'],
  ports: ['blobs', 'decisions', 'http', 'notifications', 'secrets'],
  timeoutSeconds: 60,
  memoryMegabytes: 512,
} satisfies FunctionDeclaration;
