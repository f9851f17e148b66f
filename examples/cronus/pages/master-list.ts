import type { Erp } from '../erp.ts';
import type { Request, Response } from '../http/exchange.ts';
import type { FieldSpec, MasterKind, MasterRecord } from '../records/master-kind.ts';
import { moneyText } from '../records/money.ts';
import { askFlows } from '../werkstroom/automate.ts';
import { html, type Part } from './html.ts';
import { renderPage } from './layout.ts';
import { choiceBox, listTitle } from './list-parts.ts';
import { table } from './parts.ts';
import { visitOf } from './visit.ts';

/** All customers, vendors or items. */
export async function masterList(erp: Erp, kind: MasterKind, request: Request): Promise<Response> {
  const visit = visitOf(request);
  const flows = await askFlows(erp, { user: visit.user, entity: kind.entity, view: 'list' });
  const specs = kind.fields.filter(({ inList }) => inList);
  const columns = [
    { name: 'No.' },
    ...specs.map((spec) => ({ name: spec.label, isNumber: isNumber(spec) })),
    { name: 'Choose' },
  ];
  const rows = erp.ledger.store
    .masters(kind)
    .list()
    .map(({ body }) => [
      html`<a href="/${kind.path}/${encodeURIComponent(body.number)}">${body.number}</a>`,
      ...specs.map((spec) => fieldText(spec, body)),
      choiceBox(body.number),
    ]);
  return renderPage(visit, {
    title: kind.many,
    body: html`${listTitle(kind, flows)}${table(kind.many, columns, rows)}`,
  });
}

/** A field's value as people read it. */
export function fieldText(spec: FieldSpec, record: MasterRecord): Part {
  const value = record[spec.name] ?? '';
  if (typeof value === 'boolean') return value && html`<span class="pill blocked">Yes</span>`;
  if (typeof value === 'number') return spec.type === 'money' ? moneyText(value) : value;
  if (spec.type !== 'option') return value;
  return value !== '' && html`<span class="pill blocked">${spec.options?.[value] ?? value}</span>`;
}

function isNumber({ type }: FieldSpec): boolean {
  return type === 'money' || type === 'number';
}
