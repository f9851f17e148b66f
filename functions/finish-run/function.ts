import type { FunctionDeclaration } from '../function-declaration.ts';

export default {
  name: 'finish-run',
  purpose: 'Ends a run after its execution: keeps its story, cleans up behind it and tells people.',
  whenItFails:
    'Runs look unfinished to their requesters, and records of failed runs stay locked until the sweep finds them.',
  feeds: [{ kind: 'executionStatus' }],
  environment: ['TABLE_NAME', 'BLOB_BUCKET_NAME', 'DECISION_QUEUE_URL', 'NOTIFICATION_QUEUE_URL', 'SECRET_PREFIX'],
  reads: [
    'action',
    'approval',
    'inbox',
    'listener',
    'member',
    'openApproval',
    'outbox',
    'record',
    'recordChange',
    'restriction',
    'run',
    'source',
    'workflowVersion',
  ],
  writes: ['approval', 'audit', 'inbox', 'listener', 'openApproval', 'outbox', 'recordChange', 'restriction', 'run'],
  ports: ['blobs.read', 'blobs.write', 'decisions', 'http', 'machines.watch', 'notifications', 'secrets.read'],
  timeoutSeconds: 60,
  memoryMegabytes: 512,
} satisfies FunctionDeclaration;
