import type { FunctionDeclaration } from '../function-declaration.ts';

export default {
  name: 'dispatch-events',
  purpose: 'Takes events off the queues, plans and does what they start and end: the three steps of an event.',
  feeds: [
    { kind: 'queue', queue: 'events', batchSize: 10, maximumConcurrency: 50 },
    { kind: 'queue', queue: 'decisions', batchSize: 1, maximumConcurrency: 50 },
  ],
  environment: ['TABLE_NAME', 'BLOB_BUCKET_NAME', 'NOTIFICATION_QUEUE_URL'],
  reads: ['enabledSet', 'event', 'inbox', 'listener', 'openApproval', 'outbox', 'record', 'run', 'workflowVersion'],
  writes: ['event', 'inbox', 'listener', 'openApproval', 'outbox', 'record', 'run'],
  ports: ['blobs', 'machines.run', 'notifications'],
  timeoutSeconds: 60,
  memoryMegabytes: 512,
} satisfies FunctionDeclaration;
