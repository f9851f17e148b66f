import type { FlowsAnswer } from '../werkstroom/automate.ts';
import { html, type SafeHtml } from './html.ts';

/** The Automate menu of a page: one link per flow, to the form that asks what the flow needs to know. */
export function automateMenu(answer: FlowsAnswer, address: (code: string) => string): SafeHtml {
  return html`<details class="menu"><summary>Automate</summary><div>${entriesOf(answer, address)}</div></details>`;
}

function entriesOf(answer: FlowsAnswer, address: (code: string) => string): SafeHtml {
  if (answer.kind === 'unavailable') return html`<p>${answer.reason}</p>`;
  if (answer.flows.length === 0) return html`<p>There are no flows for this page.</p>`;
  const entries = answer.flows.map(
    ({ code, description }) => html`<li><a href="${address(code)}">${description ?? code}</a></li>`,
  );
  return html`<ul>${entries}</ul>`;
}

/** The address of a flow's form for one record. */
export function flowAddress(kindPath: string, view: string, numbers: readonly string[], code: string): string {
  const query = new URLSearchParams({ flow: code, view });
  for (const number of numbers) query.append('id', number);
  return `/${kindPath}/automate?${query}`;
}
