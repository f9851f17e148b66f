import type { FunctionDeclaration } from '../function-declaration.ts';

export default {
  name: 'await-event',
  purpose: 'Opens and closes the waits of a run: keeps the task token until an event ends the wait.',
  whenItFails: 'Runs do not notice events and decisions: approvals stand still although people have decided.',
  feeds: [{ kind: 'task' }],
  environment: ['TABLE_NAME', 'BLOB_BUCKET_NAME', 'DECISION_QUEUE_URL', 'NOTIFICATION_QUEUE_URL'],
  reads: [
    'action',
    'approval',
    'company',
    'event',
    'inbox',
    'member',
    'outbox',
    'record',
    'run',
    'userTask',
    'workflowVersion',
  ],
  writes: ['approval', 'inbox', 'outbox', 'record', 'userTask'],
  ports: ['blobs.read', 'decisions', 'expressions', 'machines.answer', 'notifications'],
  timeoutSeconds: 60,
  memoryMegabytes: 512,
} satisfies FunctionDeclaration;
