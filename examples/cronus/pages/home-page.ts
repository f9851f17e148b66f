import type { Erp } from '../erp.ts';
import type { Request, Response } from '../http/exchange.ts';
import { MASTER_KINDS, ORDER_KINDS } from '../records/kinds.ts';
import { statusWords } from '../records/order.ts';
import type { OrderKind } from '../records/order-kind.ts';
import { html, type SafeHtml } from './html.ts';
import { renderPage } from './layout.ts';
import { LIST_STATUSES } from './order-list.ts';
import { visitOf } from './visit.ts';

/** The role centre: what there is to do, in numbers that lead to it. */
export function homePage({ ledger }: Erp, request: Request): Response {
  const visit = visitOf(request);
  const { store } = ledger;
  const masters = MASTER_KINDS.map((kind) => tile(kind.many, store.masters(kind).list().length, `/${kind.path}`));
  return renderPage(visit, {
    title: 'Role Centre',
    body: html`<h1>Good day, ${visit.user}</h1>
<p class="soft">CRONUS is the demo ERP: a system of its own that asks Werkstroom for approvals.</p>
${ORDER_KINDS.map((kind) => orderTiles(ledger, kind))}
<section aria-labelledby="data"><h2 id="data">Master data</h2><ul class="tiles">${masters}</ul></section>
<section aria-labelledby="events"><h2 id="events">Events to Werkstroom</h2><ul class="tiles">
${tile('Waiting', store.outbox.count('pending'), '/integration#pending')}
${tile('Refused', store.outbox.count('failed'), '/integration#failed')}
${tile('Sent', store.outbox.count('sent'), '/integration#sent')}</ul></section>`,
  });
}

function orderTiles(ledger: Erp['ledger'], kind: OrderKind): SafeHtml {
  const orders = ledger.store.orders(kind).list();
  const tiles = LIST_STATUSES.map((words) => {
    const count = orders.filter(({ body }) => statusWords(body) === words).length;
    return tile(words, count, `/${kind.path}?${new URLSearchParams({ status: words })}`);
  });
  return html`<section aria-labelledby="${kind.path}"><h2 id="${kind.path}">${kind.many}</h2><ul class="tiles">${tiles}</ul></section>`;
}

function tile(name: string, count: number, address: string): SafeHtml {
  return html`<li><a class="tile" href="${address}"><strong>${count}</strong> <span>${name}</span></a></li>`;
}
