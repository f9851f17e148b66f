import type { FunctionDeclaration } from '../function-declaration.ts';

export default {
  name: 'await-event',
  purpose: 'Opens and closes the waits of a run: keeps the task token until an event ends the wait.',
  feeds: [{ kind: 'task' }],
  environment: ['TABLE_NAME', 'BLOB_BUCKET_NAME', 'NOTIFICATION_QUEUE_URL'],
  reads: ['event', 'inbox', 'member', 'outbox', 'run', 'workflowVersion'],
  writes: ['inbox', 'outbox'],
  ports: ['blobs', 'machines.run', 'notifications'],
  timeoutSeconds: 60,
  memoryMegabytes: 512,
} satisfies FunctionDeclaration;
