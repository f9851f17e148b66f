import type { FunctionDeclaration } from '../function-declaration.ts';

export default {
  name: 'send-notifications',
  purpose: 'Words notifications as things stand and sends them by e-mail.',
  feeds: [{ kind: 'queue', queue: 'notifications', batchSize: 5, maximumConcurrency: 10 }],
  environment: ['TABLE_NAME', 'BLOB_BUCKET_NAME', 'PUBLIC_BASE_URL', 'MAIL_FROM'],
  reads: ['approval', 'approvalUser', 'company', 'event', 'member', 'record', 'run'],
  writes: ['audit', 'link'],
  ports: ['blobs', 'mailer'],
  timeoutSeconds: 60,
  memoryMegabytes: 256,
} satisfies FunctionDeclaration;
