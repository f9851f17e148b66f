import type { Kind } from '../records/kinds.ts';
import type { FlowsAnswer } from '../werkstroom/automate.ts';
import { html, type SafeHtml } from './html.ts';
import { crumbs } from './parts.ts';

/** Ties the boxes of the rows to the Automate menu above them. */
const CHOICE_FORM = 'choice';

/** Head of a list: its name, what can be made new, and the Automate menu for the chosen rows. */
export function listTitle(kind: Kind, flows: FlowsAnswer): SafeHtml {
  return html`${crumbs()}
<div class="title"><h1>${kind.many}</h1></div>
<div class="actions"><a class="button primary" href="/${kind.path}/new">New</a>
<details class="menu"><summary>Automate</summary><div>
<form id="${CHOICE_FORM}" method="get" action="/${kind.path}/automate"><input type="hidden" name="view" value="list">
${entries(flows)}</form></div></details></div>`;
}

function entries(flows: FlowsAnswer): SafeHtml {
  if (flows.kind === 'unavailable') return html`<p>${flows.reason}</p>`;
  if (flows.flows.length === 0) return html`<p>There are no flows for this page.</p>`;
  return html`<p class="soft">For the rows that you choose below:</p>
<ul>${flows.flows.map(({ code, description }) => html`<li><button name="flow" value="${code}">${description ?? code}</button></li>`)}</ul>`;
}

/** The box by which a row is chosen. */
export function choiceBox(number: string): SafeHtml {
  return html`<input type="checkbox" name="id" value="${number}" form="${CHOICE_FORM}" aria-label="Choose ${number}">`;
}
