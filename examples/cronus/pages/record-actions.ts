import { editMaster } from '../changes/master-changes.ts';
import { postOrder, refuseWhilePending, releaseOrder, reopenOrder } from '../changes/order-status.ts';
import { change, type Erp } from '../erp.ts';
import type { Route } from '../http/router.ts';
import type { Kind } from '../records/kinds.ts';
import type { MasterKind } from '../records/master-kind.ts';
import type { OrderKind } from '../records/order-kind.ts';
import { cancelApprovalRequest, sendApprovalRequest } from '../werkstroom/approvals.ts';
import { demandUse } from '../werkstroom/may-use.ts';
import { act, type Done } from './act.ts';

/** Does one action on a record for a user. */
type Action = (record: { number: string; user: string }) => Done | Promise<Done>;

/** Send and Cancel Approval Request, on every kind of record. */
export function approvalActions(erp: Erp, kind: Kind): readonly Route[] {
  return [
    actionRoute(kind, 'send-approval-request', (record) => sendApprovalRequest(erp, { kind, ...record })),
    actionRoute(kind, 'cancel-approval-request', (record) => cancelApprovalRequest(erp, { kind, ...record })),
  ];
}

/** Release, Reopen and Post. What approval has a say in is asked of Werkstroom before anything is done. */
export function orderActions(erp: Erp, kind: OrderKind): readonly Route[] {
  const { ledger } = erp;
  return [
    actionRoute(kind, 'release', async ({ number, user }) => {
      await demandUse(erp, { kind, number, use: 'release', user });
      refuseWhilePending(ledger, { kind, number });
      change(erp, () => releaseOrder(ledger, { kind, number, actor: { user } }));
      return { kind: 'good', text: `${kind.one} ${number} is released.` };
    }),
    actionRoute(kind, 'reopen', ({ number, user }) => {
      refuseWhilePending(ledger, { kind, number });
      change(erp, () => reopenOrder(ledger, { kind, number, actor: { user } }));
      return { kind: 'good', text: `${kind.one} ${number} is open again.` };
    }),
    actionRoute(kind, 'post', async ({ number, user }) => {
      await demandUse(erp, { kind, number, use: 'posting', user });
      change(erp, () => postOrder(ledger, { kind, number, actor: { user } }));
      return { kind: 'good', text: `${kind.one} ${number} is posted.` };
    }),
  ];
}

/** Block and Unblock of a card. */
export function blockActions(erp: Erp, kind: MasterKind): readonly Route[] {
  const isFlag = kind.fields.some(({ name, type }) => name === 'blocked' && type === 'boolean');
  const block = (blocked: string | boolean, words: string): Action => {
    return ({ number, user }) => {
      change(erp, () => editMaster(erp.ledger, { kind, number, actor: { user } }, { blocked }));
      return { kind: 'good', text: `${kind.one} ${number} is ${words}.` };
    };
  };
  return [
    actionRoute(kind, 'block', block(isFlag || 'All', 'blocked')),
    actionRoute(kind, 'unblock', block(isFlag ? false : '', 'not blocked any more')),
  ];
}

function actionRoute(kind: Kind, name: string, action: Action): Route {
  return {
    method: 'POST',
    path: `/${kind.path}/:number/${name}`,
    answer(request) {
      const { number = '' } = request.params;
      return act(request, `/${kind.path}/${encodeURIComponent(number)}`, (user) => action({ number, user }));
    },
  };
}
