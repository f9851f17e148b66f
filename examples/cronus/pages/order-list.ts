import type { Erp } from '../erp.ts';
import type { Request, Response } from '../http/exchange.ts';
import { moneyText } from '../records/money.ts';
import { ORDER_STATUSES, type Order, statusWords, totalsOf } from '../records/order.ts';
import type { OrderKind } from '../records/order-kind.ts';
import { askFlows } from '../werkstroom/automate.ts';
import { html } from './html.ts';
import { renderPage } from './layout.ts';
import { choiceBox, listTitle } from './list-parts.ts';
import { statusPill, table } from './parts.ts';
import { visitOf } from './visit.ts';

/** The statuses that a list can be narrowed to, in the words of people. */
export const LIST_STATUSES: readonly string[] = [
  ...ORDER_STATUSES.map((status) => statusWords({ status, posted: false })),
  statusWords({ status: 'Open', posted: true }),
];

/** All orders of a kind, or those of one status. */
export async function orderList(erp: Erp, kind: OrderKind, request: Request): Promise<Response> {
  const visit = visitOf(request);
  const flows = await askFlows(erp, { user: visit.user, entity: kind.entity, view: 'list' });
  const wanted = LIST_STATUSES.find((words) => words === request.query.get('status'));
  const orders = erp.ledger.store
    .orders(kind)
    .list()
    .map(({ body }) => body);
  const shown = orders.filter((order) => !wanted || statusWords(order) === wanted);
  const columns = [
    { name: 'No.' },
    { name: kind.partner.label },
    { name: 'Order date' },
    { name: 'Status' },
    { name: 'Amount excl. VAT', isNumber: true },
    { name: 'Currency' },
    { name: 'Choose' },
  ];
  return renderPage(visit, {
    title: kind.many,
    body: html`${listTitle(kind, flows)}
${statusFilter(kind, wanted)}
${
  shown.length > 0
    ? table(
        kind.many,
        columns,
        shown.map((order) => rowOf(kind, order)),
      )
    : html`<p class="soft">There are none.</p>`
}`,
  });
}

function rowOf(kind: OrderKind, order: Order) {
  return [
    html`<a href="/${kind.path}/${encodeURIComponent(order.number)}">${order.number}</a>`,
    order.partnerName,
    order.orderDate,
    statusPill(order),
    moneyText(totalsOf(order).excludingTax),
    order.currencyCode,
    choiceBox(order.number),
  ];
}

function statusFilter(kind: OrderKind, wanted: string | undefined) {
  const link = (words: string, address: string, isHere: boolean) =>
    html`<a href="${address}"${isHere && html` aria-current="true"`}>${words}</a>`;
  return html`<nav class="filter" aria-label="Status">${link('All', `/${kind.path}`, !wanted)}
${LIST_STATUSES.map((words) => link(words, `/${kind.path}?${new URLSearchParams({ status: words })}`, words === wanted))}</nav>`;
}
