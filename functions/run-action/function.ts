import type { FunctionDeclaration } from '../function-declaration.ts';

export default {
  name: 'run-action',
  purpose: 'Runs one action of a run when its state machine asks for it, once per run, step and visit.',
  whenItFails: 'Runs stand still at a step: approvers are not asked, and records are not released.',
  feeds: [{ kind: 'task' }],
  environment: ['TABLE_NAME', 'BLOB_BUCKET_NAME', 'DECISION_QUEUE_URL', 'NOTIFICATION_QUEUE_URL', 'SECRET_PREFIX'],
  reads: [
    'action',
    'approval',
    'approvalPolicy',
    'approvalUser',
    'company',
    'event',
    'member',
    'outbox',
    'restriction',
    'run',
    'source',
    'userGroup',
    'workflowVersion',
  ],
  writes: ['action', 'approval', 'outbox', 'restriction', 'run'],
  ports: ['blobs.read', 'decisions', 'http', 'notifications', 'secrets.read'],
  timeoutSeconds: 60,
  memoryMegabytes: 512,
} satisfies FunctionDeclaration;
