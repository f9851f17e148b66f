import type { Ledger } from '../changes/ledger.ts';
import { ITEM } from '../records/item.ts';
import { partnerKind } from '../records/kinds.ts';
import type { FieldSpec } from '../records/master-kind.ts';
import { CURRENCY_CODES, LOCAL_CURRENCY } from '../records/money.ts';
import { LINE_TYPES } from '../records/order.ts';
import type { OrderKind } from '../records/order-kind.ts';
import { fieldInput } from './field-input.ts';
import { html, type SafeHtml } from './html.ts';
import type { DraftLine, OrderDraft } from './order-draft.ts';

type Faults = ReadonlyMap<string, string>;

/** The fields of an order's form: header, then one row per line. */
export function orderFormFields(ledger: Ledger, kind: OrderKind, draft: OrderDraft, faults: Faults): SafeHtml {
  return html`<fieldset><legend>General</legend>${header(ledger, kind, draft, faults)}</fieldset>
<fieldset><legend>Lines</legend>
<p class="soft">Of an item, description and price are filled in when you leave them empty. An empty row is no line.</p>
<div class="line names" aria-hidden="true">${['Type', 'No.', 'Description', 'Quantity', kind.unitAmount.label].map((name) => html`<span>${name}</span>`)}</div>
${draft.lines.map((line, index) => lineFields(kind, line, { index, faults }))}
<datalist id="items">${ledger.store
    .masters(ITEM)
    .list()
    .map(({ body }) => html`<option value="${body.number}">${body.displayName}</option>`)}</datalist></fieldset>`;
}

function header(ledger: Ledger, kind: OrderKind, draft: OrderDraft, faults: Faults): readonly SafeHtml[] {
  const partners = ledger.store.masters(partnerKind(kind)).list();
  const names = partners.map(({ body }) => [body.number, `${body.number} ${body.displayName}`]);
  const currencies = CURRENCY_CODES.map((code) => [code, code || `${LOCAL_CURRENCY} (local)`]);
  const option = (label: string, choices: string[][]): Omit<FieldSpec, 'name'> => ({
    label,
    type: 'option',
    options: Object.fromEntries(choices),
  });
  const partner = option(kind.partner.label, [['', 'Choose'], ...names]);
  return [
    fieldInput({ ...partner, name: 'partnerNumber' }, draft.partnerNumber, faults.get(kind.partner.numberName)),
    fieldInput(
      { name: 'personCode', label: kind.person.label, type: 'text' },
      draft.personCode,
      faults.get(kind.person.name),
    ),
    dayInput('orderDate', 'Order date', draft.orderDate, faults.get('orderDate')),
    dayInput('requestedDate', kind.requestedDate.label, draft.requestedDate, faults.get(kind.requestedDate.name)),
    fieldInput(
      { ...option('Currency', currencies), name: 'currencyCode' },
      draft.currencyCode,
      faults.get('currencyCode'),
    ),
  ];
}

function dayInput(name: string, label: string, value: string, fault: string | undefined): SafeHtml {
  return fieldInput({ name, label, type: 'date' }, value, fault);
}

function lineFields(kind: OrderKind, line: DraftLine, { index, faults }: { index: number; faults: Faults }): SafeHtml {
  const place = `Line ${index + 1}`;
  const faultOf = (name: string) => faults.get(`lines/${index}/${name}`);
  const wrong = ['lineType', 'lineObjectNumber', 'description', 'quantity', kind.unitAmount.name].flatMap(
    (name) => faultOf(name) ?? [],
  );
  const id = `line-${index}-fault`;
  const marks = wrong.length > 0 && html` aria-invalid="true" aria-describedby="${id}"`;
  const types = LINE_TYPES.map((type) => html`<option${type === line.lineType && html` selected`}>${type}</option>`);
  return html`<div class="line" role="group" aria-label="${place}"${marks}>
<select name="lineType" aria-label="${place}: type">${types}</select>
<input name="lineObjectNumber" aria-label="${place}: number" placeholder="No." list="items" autocomplete="off" value="${line.lineObjectNumber}">
<input name="description" aria-label="${place}: description" placeholder="Description" value="${line.description}">
<input name="quantity" aria-label="${place}: quantity" placeholder="Quantity" inputmode="decimal" value="${line.quantity}">
<input name="unitAmount" aria-label="${place}: ${kind.unitAmount.label}" placeholder="${kind.unitAmount.label}" inputmode="decimal" value="${line.unitAmount}">
${wrong.length > 0 && html`<p class="fault" id="${id}">${wrong.join(' ')}</p>`}</div>`;
}
