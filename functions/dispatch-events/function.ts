import type { FunctionDeclaration } from '../function-declaration.ts';

export default {
  name: 'dispatch-events',
  purpose: 'Takes events off the queues, plans and does what they start and end: the three steps of an event.',
  whenItFails: 'Records change and nothing happens: workflows do not start and decisions are not carried on.',
  feeds: [
    { kind: 'queue', queue: 'events', batchSize: 10, maximumConcurrency: 50 },
    { kind: 'queue', queue: 'decisions', batchSize: 1, maximumConcurrency: 50 },
  ],
  environment: ['TABLE_NAME', 'BLOB_BUCKET_NAME', 'EVENT_QUEUE_URL', 'DECISION_QUEUE_URL', 'NOTIFICATION_QUEUE_URL'],
  reads: [
    'approval',
    'approvalUser',
    'company',
    'delivery',
    'enabledSet',
    'event',
    'inbox',
    'listener',
    'openApproval',
    'outbox',
    'record',
    'run',
    'workflowVersion',
  ],
  writes: ['deadLetter', 'delivery', 'event', 'inbox', 'listener', 'openApproval', 'outbox', 'record', 'run'],
  ports: ['blobs.read', 'blobs.write', 'expressions', 'machines.answer', 'machines.start', 'notifications'],
  timeoutSeconds: 60,
  memoryMegabytes: 512,
} satisfies FunctionDeclaration;
