import type { FunctionDeclaration } from '../function-declaration.ts';

export default {
  name: 'send-notifications',
  purpose: 'Words notifications as things stand and sends them by e-mail.',
  whenItFails: 'Approvers and requesters get no mails, so they do not know that somebody waits for them.',
  feeds: [{ kind: 'queue', queue: 'notifications', batchSize: 5, maximumConcurrency: 10 }],
  environment: ['TABLE_NAME', 'BLOB_BUCKET_NAME', 'NOTIFICATION_QUEUE_URL', 'PUBLIC_BASE_URL', 'MAIL_FROM'],
  reads: ['approval', 'approvalUser', 'company', 'delivery', 'event', 'member', 'record', 'run', 'userTask'],
  writes: ['audit', 'deadLetter', 'delivery', 'link'],
  ports: ['blobs.read', 'blobs.write', 'mailer'],
  timeoutSeconds: 60,
  memoryMegabytes: 256,
} satisfies FunctionDeclaration;
