import type { FunctionDeclaration } from '../function-declaration.ts';

export default {
  name: 'receive-webhook',
  purpose:
    'Takes the events of sources: verifies, checks, tells them in our words, and acknowledges once they are on the queue.',
  whenItFails: 'Systems of record can not deliver their events. They try again for a while and then give up.',
  feeds: [{ kind: 'http', method: 'POST', path: '/webhooks/{company}/{source}', access: 'public' }],
  environment: ['TABLE_NAME', 'BLOB_BUCKET_NAME', 'EVENT_QUEUE_URL', 'SECRET_PREFIX', 'INGEST_QUOTA'],
  reads: ['ingest', 'rejection', 'source'],
  writes: ['ingest', 'rejection'],
  ports: ['blobs.write', 'events', 'secrets.read'],
  timeoutSeconds: 15,
  memoryMegabytes: 256,
} satisfies FunctionDeclaration;
