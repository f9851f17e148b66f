import type { Erp } from '../erp.ts';
import { readForm } from '../http/forms.ts';
import type { Route } from '../http/router.ts';
import { KINDS, type Kind } from '../records/kinds.ts';
import type { MasterKind } from '../records/master-kind.ts';
import type { OrderKind } from '../records/order-kind.ts';
import { assetRoutes } from './assets.ts';
import { automatePage, runAutomate } from './automate-page.ts';
import { deletePage, deleteRecord } from './delete-page.ts';
import { homePage } from './home-page.ts';
import { integrationPage, retryEvent } from './integration-page.ts';
import { makeMaster, masterCard, newMasterPage, saveMaster } from './master-card.ts';
import { masterList } from './master-list.ts';
import { withNotFound } from './not-found.ts';
import { editOrderPage, newOrderPage, saveOrder } from './order-form.ts';
import { orderList } from './order-list.ts';
import { orderPage } from './order-page.ts';
import { approvalActions, blockActions, orderActions } from './record-actions.ts';
import { redirect, userCookie } from './visit.ts';

type Answer = Route['answer'];

/** Every page and button of the ERP. */
export function pageRoutes(erp: Erp): readonly Route[] {
  const routes = [
    get('/', (request) => homePage(erp, request)),
    get('/integration', (request) => integrationPage(erp, request)),
    post('/integration/:id/retry', (request) => retryEvent(erp, request)),
    post('/user', switchUser),
    ...KINDS.flatMap((kind) => [...sharedRoutes(erp, kind), ...kindRoutes(erp, kind)]),
  ];
  return [...assetRoutes(), ...routes.map(withNotFound)];
}

/** What all kinds of records have. */
function sharedRoutes(erp: Erp, kind: Kind): readonly Route[] {
  const at = `/${kind.path}`;
  return [
    get(`${at}/automate`, (request) => automatePage(erp, kind, request)),
    post(`${at}/automate`, (request) => runAutomate(erp, kind, request)),
    get(`${at}/:number/delete`, (request) => deletePage(erp, kind, request)),
    post(`${at}/:number/delete`, (request) => deleteRecord(erp, kind, request)),
    ...approvalActions(erp, kind),
  ];
}

function kindRoutes(erp: Erp, kind: Kind): readonly Route[] {
  return kind.shape === 'order' ? orderRoutes(erp, kind) : masterRoutes(erp, kind);
}

function orderRoutes(erp: Erp, kind: OrderKind): readonly Route[] {
  const at = `/${kind.path}`;
  return [
    get(at, (request) => orderList(erp, kind, request)),
    get(`${at}/new`, (request) => newOrderPage(erp, kind, request)),
    post(`${at}/new`, (request) => saveOrder(erp, kind, request)),
    get(`${at}/:number`, (request) => orderPage(erp, kind, request)),
    get(`${at}/:number/edit`, (request) => editOrderPage(erp, kind, request)),
    post(`${at}/:number/edit`, (request) => saveOrder(erp, kind, request)),
    ...orderActions(erp, kind),
  ];
}

function masterRoutes(erp: Erp, kind: MasterKind): readonly Route[] {
  const at = `/${kind.path}`;
  return [
    get(at, (request) => masterList(erp, kind, request)),
    get(`${at}/new`, (request) => newMasterPage(kind, request)),
    post(`${at}/new`, (request) => makeMaster(erp, kind, request)),
    get(`${at}/:number`, (request) => masterCard(erp, kind, request)),
    post(`${at}/:number`, (request) => saveMaster(erp, kind, request)),
    ...blockActions(erp, kind),
  ];
}

/** Another user from here on. Goes back to the page where the switch stood: never to another site. */
const switchUser: Answer = (request) => {
  const form = readForm(request);
  const back = form.get('back') ?? '/';
  const chosen = userCookie(form.get('user') ?? '');
  return redirect(/^\/(?![/\\])/.test(back) ? back : '/', undefined, chosen ? [chosen] : []);
};

function get(path: string, answer: Answer): Route {
  return { method: 'GET', path, answer };
}

function post(path: string, answer: Answer): Route {
  return { method: 'POST', path, answer };
}
