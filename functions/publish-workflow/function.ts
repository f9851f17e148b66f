import { httpFeedsOf } from '../../shared/contracts/api/http-feeds.ts';
import type { FunctionDeclaration } from '../function-declaration.ts';

export default {
  name: 'publish-workflow',
  purpose:
    'Enables and disables workflows: compiles them and publishes their state machines. The only one that manages machines.',
  whenItFails: 'Designers can not enable or disable workflows. What is enabled goes on.',
  feeds: httpFeedsOf('publish-workflow'),
  environment: [
    'TABLE_NAME',
    'PUBLIC_BASE_URL',
    'TOKEN_ISSUER',
    'RUN_ACTION_FUNCTION',
    'AWAIT_EVENT_FUNCTION',
    'EXECUTION_ROLE_ARN',
  ],
  reads: [
    'approvalUser',
    'enabledSet',
    'failuresInRow',
    'idempotency',
    'keyFields',
    'member',
    'memberSubject',
    'schedule',
    'source',
    'sourceClient',
    'userGroup',
    'workflow',
    'workflowVersion',
  ],
  writes: [
    'audit',
    'enabledSet',
    'failuresInRow',
    'idempotency',
    'keyFields',
    'schedule',
    'workflow',
    'workflowVersion',
  ],
  ports: ['machines.manage'],
  timeoutSeconds: 29,
  memoryMegabytes: 512,
} satisfies FunctionDeclaration;
