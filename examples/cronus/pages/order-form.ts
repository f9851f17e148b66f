import { createOrder, editOrder } from '../changes/order-changes.ts';
import { demandStatus, getOrder } from '../changes/order-lookup.ts';
import { InvalidValuesError, RefusedError } from '../changes/refused.ts';
import { change, type Erp } from '../erp.ts';
import type { Request, Response } from '../http/exchange.ts';
import { readForm, shownVersion } from '../http/forms.ts';
import type { OrderKind } from '../records/order-kind.ts';
import { goBackRefused } from './act.ts';
import { html, type SafeHtml } from './html.ts';
import { renderPage } from './layout.ts';
import { draftOf, emptyDraft, type OrderDraft, readDraft, valuesOf } from './order-draft.ts';
import { orderFormFields } from './order-form-fields.ts';
import { crumbs } from './parts.ts';
import { redirect, visitOf } from './visit.ts';

/** How many empty lines a form offers, and how many more each time they are asked for. */
const EMPTY_LINES = 3;

/** The form in which an open order is changed. Of another order there is none: the document page says so. */
export function editOrderPage(erp: Erp, kind: OrderKind, request: Request): Response {
  const { number = '' } = request.params;
  const { body, version } = getOrder(erp.ledger, kind, number);
  try {
    demandStatus(kind, body, 'Draft');
  } catch (error) {
    return goBackRefused(`/${kind.path}/${encodeURIComponent(number)}`, error);
  }
  return formPage(erp, kind, request, { draft: withEmptyLines(draftOf(body, version)) });
}

/** The form for a new order. */
export function newOrderPage(erp: Erp, kind: OrderKind, request: Request): Response {
  return formPage(erp, kind, request, { draft: withEmptyLines(emptyDraft(erp.ledger.now())) });
}

/** Saves an order, or shows the form again with what is wrong; makes room for more lines when that is asked. */
export function saveOrder(erp: Erp, kind: OrderKind, request: Request): Response {
  const typed = readForm(request);
  const draft = readDraft(typed);
  if (typed.get('do') === 'add-lines') return formPage(erp, kind, request, { draft: withEmptyLines(draft) });
  const actor = { user: visitOf(request).user };
  const values = valuesOf(kind, draft);
  const { number } = request.params;
  try {
    const saved = change(erp, () => {
      if (number === undefined) return createOrder(erp.ledger, { kind, actor }, values);
      editOrder(erp.ledger, { kind, number, actor }, values, shownVersion(typed));
      return number;
    });
    return redirect(`/${kind.path}/${saved}`, { kind: 'good', text: `${kind.one} ${saved} is saved.` });
  } catch (error) {
    return formPage(erp, kind, request, { draft: withEmptyLines(draft, 1), ...problemsOf(error) });
  }
}

interface FormState {
  readonly draft: OrderDraft;
  readonly faults?: ReadonlyMap<string, string>;
  readonly refusal?: string;
}

function problemsOf(error: unknown): Omit<FormState, 'draft'> {
  if (error instanceof RefusedError) return { refusal: error.message };
  if (!(error instanceof InvalidValuesError)) throw error;
  return {
    faults: new Map(error.faults.map(({ name, detail }) => [name, detail])),
    refusal: 'Nothing was saved yet: see the messages beside the fields.',
  };
}

function withEmptyLines(draft: OrderDraft, count = EMPTY_LINES): OrderDraft {
  const empty = { lineType: 'Item', lineObjectNumber: '', description: '', quantity: '', unitAmount: '' };
  return { ...draft, lines: [...draft.lines, ...Array.from({ length: count }, () => empty)] };
}

function formPage(erp: Erp, kind: OrderKind, request: Request, { draft, faults, refusal }: FormState): Response {
  const { number } = request.params;
  const title = number === undefined ? `New ${kind.one}` : `Edit ${kind.one} ${number}`;
  const back = number === undefined ? `/${kind.path}` : `/${kind.path}/${encodeURIComponent(number)}`;
  const said: SafeHtml | false = refusal !== undefined && html`<p class="flash bad" role="alert">${refusal}</p>`;
  return renderPage(visitOf(request), {
    title,
    status: refusal === undefined ? 200 : 422,
    body: html`${crumbs([`/${kind.path}`, kind.many])}<h1>${title}</h1>${said}
<form method="post" action="${request.path}" class="fields wide">
${draft.version && html`<input type="hidden" name="version" value="${draft.version}">`}
${orderFormFields(erp.ledger, kind, draft, faults ?? new Map())}
<p class="actions"><button class="primary" name="do" value="save">Save</button>
<button name="do" value="add-lines">More lines</button>
<a class="button" href="${back}">Back</a></p></form>`,
  });
}
