import { defineConnector } from '../catalogue/define-connector.ts';
import { applyValues, discardValues } from './apply-values.ts';
import { checkBatchBalance, checkCreditLimit } from './checks.ts';
import {
  approveOverReceipt,
  createPaymentLine,
  createPaymentLineInBackground,
  enableJobQueueEntry,
  notifyWebhook,
  post,
  postInBackground,
  release,
  reopen,
  setStatus,
} from './commands.ts';
import { allow, restrict } from './restrictions.ts';
import { revertValue } from './revert-value.ts';

/** What may be done with the record, here and in its own system. */
export const records = defineConnector({
  name: 'records',
  title: 'Records',
  description: 'Restricts and checks records, holds new values back, and asks their system to do something to them.',
  actions: [
    restrict,
    allow,
    setStatus,
    release,
    reopen,
    post,
    postInBackground,
    createPaymentLine,
    createPaymentLineInBackground,
    revertValue,
    applyValues,
    discardValues,
    checkCreditLimit,
    checkBatchBalance,
    approveOverReceipt,
    enableJobQueueEntry,
    notifyWebhook,
  ],
});
