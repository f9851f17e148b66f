import { defineConnector } from '../catalogue/define-connector.ts';
import { ask } from './ask.ts';
import { create } from './create.ts';
import { createApproved } from './create-approved.ts';
import { approveAll, cancelAll, rejectAll } from './end-all.ts';
import { notifyOverdue } from './notify-overdue.ts';
import { outcome } from './outcome.ts';
import { resolve } from './resolve.ts';
import { send } from './send.ts';
import { showComments } from './show-comments.ts';

/** Asking people for approval of a record, as Business Central's approval workflows do. */
export const approvals = defineConnector({
  name: 'approvals',
  title: 'Approvals',
  description: 'Finds approvers, asks them, and ends what was asked.',
  actions: [
    resolve,
    create,
    createApproved,
    send,
    approveAll,
    rejectAll,
    cancelAll,
    notifyOverdue,
    showComments,
    ask,
    outcome,
  ],
});
