import { randomUUID } from 'node:crypto';
import { currentBody } from '../changes/ask-approval.ts';
import type { Erp } from '../erp.ts';
import type { Request, Response } from '../http/exchange.ts';
import { readForm } from '../http/forms.ts';
import type { Kind } from '../records/kinds.ts';
import { askFlows, type Flow, type FlowOutcome, type Place, startFlow } from '../werkstroom/automate.ts';
import { flowInput } from './flow-input.ts';
import { type FlowInput, inputsOf, typedInputs } from './flow-inputs.ts';
import { html, type SafeHtml } from './html.ts';
import { renderPage } from './layout.ts';
import { crumbs } from './parts.ts';
import { redirect, type Visit, visitOf } from './visit.ts';

/** What was chosen on a page: a flow and the records to start it on. */
interface Choice {
  readonly code: string;
  readonly view: Place['view'];
  readonly numbers: readonly string[];
}

/** The form of a flow: asks for its inputs, for the records that were chosen. */
export async function automatePage(erp: Erp, kind: Kind, request: Request): Promise<Response> {
  const visit = visitOf(request);
  const choice = choiceOf(request.query);
  if (choice.numbers.length === 0) {
    const text = `Choose at least one ${kind.one.toLowerCase()} first, by the boxes of the rows.`;
    return redirect(`/${kind.path}`, { kind: 'note', text });
  }
  for (const number of choice.numbers) currentBody(erp.ledger, kind, number);
  const flow = await findFlow(erp, kind, visit, choice);
  if ('reason' in flow) return redirect(backTo(kind, choice), { kind: 'bad', text: flow.reason });
  return formPage(kind, visit, { choice, flow, typed: new URLSearchParams(), key: randomUUID() });
}

/** Starts the flow and shows what it answered; what is wrong with an input stands beside it. */
export async function runAutomate(erp: Erp, kind: Kind, request: Request): Promise<Response> {
  const visit = visitOf(request);
  const typed = readForm(request);
  const choice = choiceOf(typed);
  const flow = await findFlow(erp, kind, visit, choice);
  if ('reason' in flow) return redirect(backTo(kind, choice), { kind: 'bad', text: flow.reason });
  const key = typed.get('key') ?? randomUUID();
  const outcome = await startFlow(erp, {
    user: visit.user,
    code: choice.code,
    key,
    inputs: typedInputs(inputsOf(flow.inputs), typed),
    records: choice.numbers.map((number) => {
      const { entity, id, fields } = currentBody(erp.ledger, kind, number);
      return { entity, id, fields };
    }),
  });
  if (outcome.kind !== 'invalid') return redirect(backTo(kind, choice), saidOf(flow, outcome));
  const page = { choice, flow, typed, key: randomUUID(), refusal: outcome.text, faults: outcome.faults };
  return formPage(kind, visit, page);
}

function saidOf(flow: Flow, outcome: Exclude<FlowOutcome, { kind: 'invalid' }>) {
  const name = flow.description ?? flow.code;
  switch (outcome.kind) {
    case 'answered':
      return { kind: 'good', text: `${name}: ${outcome.text}` } as const;
    case 'started':
      return { kind: 'note', text: `${name} is at work (${outcome.runs} started).` } as const;
    case 'refused':
    case 'unavailable':
      return { kind: 'bad', text: `${name}: ${outcome.text}` } as const;
  }
}

function choiceOf(parameters: URLSearchParams): Choice {
  const views: readonly Place['view'][] = ['list', 'card', 'document'];
  const view = views.find((one) => one === parameters.get('view')) ?? 'list';
  return { code: parameters.get('flow') ?? '', view, numbers: [...new Set(parameters.getAll('id'))] };
}

/** The flow, if this user may have it here. */
async function findFlow(erp: Erp, kind: Kind, visit: Visit, choice: Choice): Promise<Flow | { reason: string }> {
  const answer = await askFlows(erp, { user: visit.user, entity: kind.entity, view: choice.view });
  if (answer.kind === 'unavailable') return { reason: answer.reason };
  const flow = answer.flows.find(({ code }) => code === choice.code);
  return flow ?? { reason: `There is no flow ${choice.code} on this page.` };
}

function backTo(kind: Kind, { view, numbers }: Choice): string {
  const [number = ''] = numbers;
  return view === 'list' ? `/${kind.path}` : `/${kind.path}/${encodeURIComponent(number)}`;
}

interface FormState {
  readonly choice: Choice;
  readonly flow: Flow;
  readonly typed: URLSearchParams;
  /** A second press of the button starts nothing new. */
  readonly key: string;
  readonly refusal?: string;
  readonly faults?: ReadonlyMap<string, string>;
}

function formPage(kind: Kind, visit: Visit, state: FormState): Response {
  const { choice, flow, typed, key, refusal, faults = new Map() } = state;
  const { code, view, numbers } = choice;
  const title = flow.description ?? flow.code;
  const isFirst = refusal === undefined;
  const hidden = (name: string, value: string): SafeHtml => html`<input type="hidden" name="${name}" value="${value}">`;
  const inputs: readonly FlowInput[] = inputsOf(flow.inputs);
  return renderPage(visit, {
    title,
    status: isFirst ? 200 : 422,
    body: html`${crumbs([`/${kind.path}`, kind.many])}<h1>${title}</h1>
<p class="soft">${flow.code} for ${numbers.length === 1 ? kind.one : kind.many} ${numbers.join(', ')}</p>
${!isFirst && html`<p class="flash bad" role="alert">${refusal}</p>`}
<form method="post" action="/${kind.path}/automate" class="fields">
${hidden('flow', code)}${hidden('view', view)}${hidden('key', key)}${numbers.map((number) => hidden('id', number))}
${inputs.map((input) => flowInput(input, isFirst ? undefined : typed, faults.get(input.name)))}
<p class="actions"><button class="primary">Start</button><a class="button" href="${backTo(kind, choice)}">Back</a></p></form>`,
  });
}
