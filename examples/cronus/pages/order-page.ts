import { getOrder } from '../changes/order-lookup.ts';
import type { Erp } from '../erp.ts';
import type { Request, Response } from '../http/exchange.ts';
import { partnerKind } from '../records/kinds.ts';
import { moneyText } from '../records/money.ts';
import { netAmountOf, type Order, totalsOf } from '../records/order.ts';
import type { OrderKind } from '../records/order-kind.ts';
import { askApprovalStory } from '../werkstroom/approval-facts.ts';
import { askFlows } from '../werkstroom/automate.ts';
import { approvalBox } from './approval-box.ts';
import { automateMenu, flowAddress } from './automate-menu.ts';
import { html, type SafeHtml } from './html.ts';
import { renderPage } from './layout.ts';
import { actionButton, crumbs, facts, moment, money, statusPill, table } from './parts.ts';
import { visitOf } from './visit.ts';

/** The document page of an order: header, lines, actions, and its approval beside them. */
export async function orderPage(erp: Erp, kind: OrderKind, request: Request): Promise<Response> {
  const visit = visitOf(request);
  const { user } = visit;
  const { number = '' } = request.params;
  const { body: order, modifiedAt } = getOrder(erp.ledger, kind, number);
  const { entity } = kind;
  const [approval, flows] = await Promise.all([
    askApprovalStory(erp, { user, entity, number }),
    askFlows(erp, { user, entity, view: 'document', number }),
  ]);
  const title = `${kind.one} ${number}`;
  const menu = automateMenu(flows, (code) => flowAddress(kind.path, 'document', [number], code));
  return renderPage(visit, {
    title,
    body: html`${crumbs([`/${kind.path}`, kind.many])}
<div class="title"><h1>${title} <span class="soft">${order.partnerName}</span></h1>${statusPill(order)}</div>
<div class="actions">${actionsOf(kind, order)}${menu}</div>
<div class="columns">
<div>${general(kind, order, modifiedAt)}${lines(kind, order)}</div>
<aside aria-label="Fact boxes">${approvalBox(approval)}</aside>
</div>`,
  });
}

/** What the status allows comes first. What it does not allow is left out; what only Werkstroom knows is asked when it is pressed. */
function actionsOf(kind: OrderKind, order: Order): readonly SafeHtml[] {
  if (order.posted) return [];
  const at = `/${kind.path}/${encodeURIComponent(order.number)}`;
  const release = actionButton(`${at}/release`, 'Release');
  const post = actionButton(`${at}/post`, 'Post');
  const reopen = actionButton(`${at}/reopen`, 'Reopen');
  switch (order.status) {
    case 'Draft':
      return [
        actionButton(`${at}/send-approval-request`, 'Send Approval Request', 'primary'),
        html`<a class="button" href="${at}/edit">Edit</a>`,
        release,
        post,
        html`<a class="button" href="${at}/delete">Delete</a>`,
      ];
    case 'In Review':
      return [
        actionButton(`${at}/cancel-approval-request`, 'Cancel Approval Request', 'primary'),
        release,
        reopen,
        post,
      ];
    case 'Open':
      return [actionButton(`${at}/post`, 'Post', 'primary'), reopen];
  }
}

function general(kind: OrderKind, order: Order, modifiedAt: string): SafeHtml {
  const partner = `/${partnerKind(kind).path}/${encodeURIComponent(order.partnerNumber)}`;
  return html`<section aria-labelledby="general"><h2 id="general">General</h2>
${facts([
  ['Number', order.number],
  [kind.partner.label, html`<a href="${partner}">${order.partnerNumber} ${order.partnerName}</a>`],
  ['Order date', order.orderDate],
  [kind.requestedDate.label, order.requestedDate],
  [kind.person.label, order.personCode],
  ['Currency', order.currencyCode],
  ['Last changed', moment(modifiedAt)],
])}</section>`;
}

function lines(kind: OrderKind, order: Order): SafeHtml {
  const totals = totalsOf(order);
  const columns = [
    { name: 'Description' },
    { name: 'Type' },
    { name: 'No.' },
    { name: 'Quantity', isNumber: true },
    { name: kind.unitAmount.label, isNumber: true },
    { name: 'Amount excl. VAT', isNumber: true },
  ];
  const rows = order.lines.map((line) => [
    line.description || line.lineObjectNumber || line.lineType,
    line.lineType,
    line.lineObjectNumber,
    line.quantity,
    moneyText(line.unitAmount),
    moneyText(netAmountOf(line)),
  ]);
  return html`<section aria-labelledby="lines"><h2 id="lines">Lines</h2>
${rows.length > 0 ? table(`Lines of ${kind.one} ${order.number}`, columns, rows) : html`<p class="soft">There are no lines yet.</p>`}
<div class="totals">${facts([
    ['Total excl. VAT', money(totals.excludingTax, order.currencyCode)],
    ['VAT', money(totals.tax, order.currencyCode)],
    ['Total incl. VAT', html`<strong>${money(totals.includingTax, order.currencyCode)}</strong>`],
  ])}</div></section>`;
}
