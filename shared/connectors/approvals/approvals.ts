import type { Connector } from '../catalogue/connector.ts';
import { create } from './create.ts';
import { approveAll, cancelAll, rejectAll } from './end-all.ts';
import { resolve } from './resolve.ts';
import { send } from './send.ts';

/** Asking people for approval of a record, as Business Central's approval workflows do. */
export const approvals: Connector = {
  name: 'approvals',
  title: 'Approvals',
  description: 'Finds approvers, asks them, and ends what was asked.',
  actions: [resolve, create, send, approveAll, rejectAll, cancelAll],
};
