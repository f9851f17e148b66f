import { createMaster, editMaster, getMaster } from '../changes/master-changes.ts';
import { InvalidValuesError, RefusedError } from '../changes/refused.ts';
import { change, type Erp } from '../erp.ts';
import type { Request, Response } from '../http/exchange.ts';
import { readForm, shownVersion, typedNumber } from '../http/forms.ts';
import type { JsonObject } from '../records/json.ts';
import type { FieldSpec, MasterKind, MasterRecord } from '../records/master-kind.ts';
import { askApprovalStory } from '../werkstroom/approval-facts.ts';
import { askFlows } from '../werkstroom/automate.ts';
import { approvalBox } from './approval-box.ts';
import { automateMenu, flowAddress } from './automate-menu.ts';
import { fieldInput } from './field-input.ts';
import { html, type SafeHtml } from './html.ts';
import { renderPage } from './layout.ts';
import { fieldText } from './master-list.ts';
import { actionButton, crumbs, facts, moment } from './parts.ts';
import { redirect, visitOf } from './visit.ts';

/** What was typed, and what is wrong with it: absent on a page that is opened. */
interface Attempt {
  readonly typed: URLSearchParams;
  readonly faults: ReadonlyMap<string, string>;
  /** Of the whole form. */
  readonly refusal?: string;
}

/** The card of a customer, vendor or item. Its fields can be changed at once. */
export async function masterCard(erp: Erp, kind: MasterKind, request: Request, attempt?: Attempt): Promise<Response> {
  const visit = visitOf(request);
  const { user } = visit;
  const { number = '' } = request.params;
  const { body: record, version, modifiedAt } = getMaster(erp.ledger, { kind, number });
  const [approval, flows] = await Promise.all([
    askApprovalStory(erp, { user, entity: kind.entity, number }),
    askFlows(erp, { user, entity: kind.entity, view: 'card', number }),
  ]);
  const menu = automateMenu(flows, (code) => flowAddress(kind.path, 'card', [number], code));
  const computed = kind.fields.filter((spec) => spec.computed);
  return renderPage(visit, {
    title: `${kind.one} ${number}`,
    status: attempt ? 422 : 200,
    body: html`${crumbs([`/${kind.path}`, kind.many])}
<div class="title"><h1>${kind.one} ${number} <span class="soft">${record.displayName}</span></h1>${isBlocked(record) && html`<span class="pill blocked">Blocked</span>`}</div>
<div class="actions">${actionsOf(kind, record)}${menu}</div>
<div class="columns"><div><section aria-labelledby="general"><h2 id="general">General</h2>
${fieldsForm(kind, { action: `/${kind.path}/${encodeURIComponent(number)}`, record, version, attempt })}
${facts([...computed.map((spec) => [spec.label, fieldText(spec, record)] as const), ['Last changed', moment(modifiedAt)]])}
</section></div><aside aria-label="Fact boxes">${approvalBox(approval)}</aside></div>`,
  });
}

/** Saves the card, or shows it again with what is wrong beside each field. */
export async function saveMaster(erp: Erp, kind: MasterKind, request: Request): Promise<Response> {
  const { number = '' } = request.params;
  const typed = readForm(request);
  const actor = { user: visitOf(request).user };
  try {
    change(erp, () => editMaster(erp.ledger, { kind, number, actor }, typedValues(kind, typed), shownVersion(typed)));
    return redirect(request.path, { kind: 'good', text: `${kind.one} ${number} is saved.` });
  } catch (error) {
    return masterCard(erp, kind, request, attemptOf(error, typed));
  }
}

/** The empty card of a new customer, vendor or item. */
export function newMasterPage(kind: MasterKind, request: Request, attempt?: Attempt): Response {
  const record = { number: '', displayName: '', ...kind.initial };
  return renderPage(visitOf(request), {
    title: `New ${kind.one}`,
    status: attempt ? 422 : 200,
    body: html`${crumbs([`/${kind.path}`, kind.many])}<h1>New ${kind.one}</h1>
<section>${fieldsForm(kind, { action: `/${kind.path}/new`, record, attempt })}</section>`,
  });
}

/** Makes it, or shows the card again with what is wrong. */
export function makeMaster(erp: Erp, kind: MasterKind, request: Request): Response {
  const typed = readForm(request);
  const actor = { user: visitOf(request).user };
  try {
    const number = change(erp, () => createMaster(erp.ledger, { kind, actor }, typedValues(kind, typed)));
    return redirect(`/${kind.path}/${number}`, { kind: 'good', text: `${kind.one} ${number} is made.` });
  } catch (error) {
    return newMasterPage(kind, request, attemptOf(error, typed));
  }
}

function attemptOf(error: unknown, typed: URLSearchParams): Attempt {
  if (error instanceof RefusedError) return { typed, faults: new Map(), refusal: error.message };
  if (!(error instanceof InvalidValuesError)) throw error;
  return { typed, faults: new Map(error.faults.map(({ name, detail }) => [name, detail])) };
}

function actionsOf(kind: MasterKind, record: MasterRecord): readonly SafeHtml[] {
  const at = `/${kind.path}/${encodeURIComponent(record.number)}`;
  return [
    isBlocked(record) ? actionButton(`${at}/unblock`, 'Unblock') : actionButton(`${at}/block`, 'Block'),
    actionButton(`${at}/send-approval-request`, 'Send Approval Request'),
    actionButton(`${at}/cancel-approval-request`, 'Cancel Approval Request'),
    html`<a class="button" href="${at}/delete">Delete</a>`,
  ];
}

function isBlocked({ blocked }: MasterRecord): boolean {
  return blocked !== false && blocked !== '';
}

function fieldsForm(
  kind: MasterKind,
  form: { action: string; record: MasterRecord; version?: number; attempt: Attempt | undefined },
): SafeHtml {
  const { action, record, version, attempt } = form;
  const inputs = kind.fields
    .filter(({ computed }) => !computed)
    .map((spec) => {
      const kept = attempt ? (attempt.typed.get(spec.name) ?? '') : record[spec.name];
      return fieldInput(spec, kept, attempt?.faults.get(spec.name));
    });
  return html`<form method="post" action="${action}" class="fields">
${attempt?.refusal && html`<p class="flash bad" role="alert">${attempt.refusal}</p>`}
${version !== undefined && html`<input type="hidden" name="version" value="${version}">`}
${inputs}<p><button class="primary">Save</button></p></form>`;
}

/** What was typed, as values of the card's fields. A box that is not ticked sends nothing. */
function typedValues(kind: MasterKind, typed: URLSearchParams): JsonObject {
  const typedValue = ({ name, type }: FieldSpec): string | number | boolean => {
    if (type === 'boolean') return typed.has(name);
    const text = typed.get(name) ?? '';
    return type === 'money' || type === 'number' ? typedNumber(text) : text;
  };
  return Object.fromEntries(
    kind.fields.filter(({ computed }) => !computed).map((spec) => [spec.name, typedValue(spec)]),
  );
}
