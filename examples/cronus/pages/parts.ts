import { LOCAL_CURRENCY, moneyText } from '../records/money.ts';
import { type Order, statusWords } from '../records/order.ts';
import { html, type Part, type SafeHtml } from './html.ts';

/** A way back to where one came from. */
export function crumbs(...steps: readonly (readonly [address: string, name: string])[]): SafeHtml {
  const links = steps.map(([address, name]) => html`<li><a href="${address}">${name}</a></li>`);
  return html`<nav class="crumbs" aria-label="Breadcrumb"><ol><li><a href="/">Home</a></li>${links}</ol></nav>`;
}

/** The status of an order, in the words of Business Central. */
export function statusPill(order: Pick<Order, 'status' | 'posted'>): SafeHtml {
  const words = statusWords(order);
  return html`<span class="pill ${words.toLowerCase().replaceAll(' ', '-')}">${words}</span>`;
}

/** An amount with its currency. */
export function money(amount: number, currencyCode: string): SafeHtml {
  return html`<span class="money">${moneyText(amount)} ${currencyCode || LOCAL_CURRENCY}</span>`;
}

/** A button that does something when it is pressed. */
export function actionButton(address: string, name: string, style: 'primary' | 'plain' = 'plain'): SafeHtml {
  return html`<form method="post" action="${address}"><button class="${style}">${name}</button></form>`;
}

/** Names and values side by side. Values that are absent are left out with their name. */
export function facts(pairs: readonly (readonly [name: string, value: Part])[]): SafeHtml {
  const rows = pairs
    .filter(([, value]) => value !== undefined && value !== '' && value !== false)
    .map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`);
  return html`<dl class="facts">${rows}</dl>`;
}

/** A column of a table: numbers stand at the right. */
export interface Column {
  readonly name: string;
  readonly isNumber?: boolean;
}

/** A table that can be scrolled sideways where the screen is narrow. Each row begins with its heading. */
export function table(caption: string, columns: readonly Column[], rows: readonly (readonly Part[])[]): SafeHtml {
  const head = columns.map(
    ({ name, isNumber }) => html`<th scope="col"${isNumber && html` class="number"`}>${name}</th>`,
  );
  const body = rows.map((cells) => {
    const rendered = cells.map((cell, index) => {
      const style = columns[index]?.isNumber && html` class="number"`;
      return index === 0 ? html`<th scope="row"${style}>${cell}</th>` : html`<td${style}>${cell}</td>`;
    });
    return html`<tr>${rendered}</tr>`;
  });
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${caption}"><table>
<caption class="unseen">${caption}</caption>
<thead><tr>${head}</tr></thead>
<tbody>${body}</tbody></table></div>`;
}

/** A moment as people read it. */
export function moment(instant: string): string {
  return MOMENT.format(Date.parse(instant));
}

const MOMENT = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
