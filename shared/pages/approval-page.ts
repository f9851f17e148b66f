import type { ApprovalEntry } from '../domain/approval/approval.ts';
import type { ApprovalView } from '../domain/approval/approval-view.ts';
import { rulesOf } from '../domain/approval/request-rules.ts';
import type { JsonObject } from '../domain/json/json.ts';
import { type Html, html, safeUrl } from './html.ts';
import { renderPage } from './layout.ts';
import { importantColumns, importantFields } from './record-facts.ts';
import { amountWords, dayWords, fieldWords, momentWords, recordWords, valueWords } from './words.ts';

/** What stood in the form when it was sent and could not be taken. */
export interface RefusedForm {
  readonly message: string;
  readonly comment: string;
}

/** The page on which an approver decides. Nothing on it acts by itself; the buttons post a form to the page's own address. */
export function renderApprovalPage(view: ApprovalView, refused?: RefusedForm): string {
  const { record, request } = view;
  const title = request.question?.title ?? `Approve ${recordWords(record, record.fields.documentType)}?`;
  return renderPage({
    title,
    language: view.language,
    body: html`<h1>${title}</h1>
<p class="lead">${request.senderId} asks for your approval, due ${dayWords(view.entry.dueAt, view)}.</p>
${request.question?.text && html`<p class="lead">${request.question.text}</p>`}
${refused && html`<p class="bad" role="alert">${refused.message}</p>`}
${changesNote(view)}
${recordSection(view)}
${linesSection(record.lines ?? [], view)}
${decidersSection(view)}
${commentsSection(view)}
${decisionForm(view, refused)}`,
  });
}

/** The record itself, as it is now. */
export function recordSection(view: ApprovalView): Html {
  const { record, request } = view;
  const url = safeUrl(record.url);
  const amount = amountWords(request.amount, request.currency, view);
  return html`<section aria-label="Record">${amount && html`<p class="amount">${amount}</p>`}
<dl>${importantFields(record.fields)
    .filter(([name]) => name !== 'status')
    .map(([name, value]) => html`<dt>${fieldWords(name)}</dt><dd>${valueWords(name, value, view)}</dd>`)}</dl>
${url && html`<p class="hint"><a href="${url}" rel="noreferrer">Open ${recordWords(record, record.fields.documentType)} in its own system</a></p>`}</section>`;
}

function linesSection(lines: readonly JsonObject[], view: ApprovalView): Html | undefined {
  if (lines.length === 0) return undefined;
  const columns = importantColumns(lines);
  const numeric = new Set(columns.filter((name) => lines.some((line) => typeof line[name] === 'number')));
  const kind = (name: string) => (numeric.has(name) ? 'number' : 'text');
  return html`<section><h2>Lines</h2><div class="scroll"><table>
<thead><tr>${columns.map((name) => html`<th scope="col" class="${kind(name)}">${fieldWords(name)}</th>`)}</tr></thead>
<tbody>${lines.map(
    (line) =>
      html`<tr>${columns.map((name) => html`<td class="${kind(name)}">${valueWords(name, line[name], view)}</td>`)}</tr>`,
  )}</tbody></table></div></section>`;
}

/** An approval is bound to what was shown, so a change since then stands above everything else. */
function changesNote(view: ApprovalView): Html | undefined {
  if (view.changes.length === 0) return undefined;
  return html`<div class="note" role="status"><strong>${
    view.request.aboutChange
      ? 'You are asked to approve this change.'
      : 'This record has changed since approval was asked.'
  }</strong>
<ul>${view.changes
    .slice(0, 20)
    .map(
      ({ what, before, after }) =>
        html`<li>${fieldWords(what)}: ${valueWords(what, before, view)} → ${valueWords(what, after, view)}</li>`,
    )}</ul></div>`;
}

const STATUS_WORDS: Readonly<Record<ApprovalEntry['status'], string>> = {
  created: 'is asked after the others',
  open: 'is asked now',
  approved: 'has approved',
  rejected: 'has rejected',
  canceled: 'is no longer asked',
};

/** Who else decides, and how far it is. */
export function decidersSection(view: ApprovalView): Html {
  return html`<section><h2>Who decides</h2><ul class="plain">${view.entries.map(
    (
      entry,
    ) => html`<li><span class="who">${entry.approverId}</span> ${entry.response === undefined ? STATUS_WORDS[entry.status] : `has answered ${entry.response}`}
${entry.decidedAt && html`<span class="when">${momentWords(entry.decidedAt, view)}</span>`}</li>`,
  )}</ul></section>`;
}

/** What was said so far. */
export function commentsSection(view: ApprovalView): Html | undefined {
  const comments = view.entries.flatMap((entry) => entry.comments).sort((left, right) => (left.at < right.at ? -1 : 1));
  if (comments.length === 0) return undefined;
  return html`<section><h2>Comments</h2><ul class="plain">${comments.map(
    ({
      userId,
      text,
      at,
    }) => html`<li><span class="who">${userId}</span> <span class="when">${momentWords(at, view)}</span>
<div class="comment">${text}</div></li>`,
  )}</ul></section>`;
}

function answerButtons({ request }: ApprovalView): Html | readonly Html[] {
  const responses = request.question?.responses;
  if (responses) {
    return responses.map(
      (response) => html`<button class="approve" name="response" value="${response}">${response}</button>
`,
    );
  }
  return html`<button class="approve" name="decision" value="approve">Approve</button>
<button class="reject" name="decision" value="reject">Reject</button>`;
}

function decisionForm(view: ApprovalView, refused: RefusedForm | undefined): Html {
  const { delegateId } = view;
  return html`<section><form method="post"><input type="hidden" name="shown" value="${view.contentHash}"><label for="comment">Comment (${rulesOf(view.request).commentOnReject ? 'required to reject' : 'optional'})</label>
<textarea id="comment" name="comment">${refused?.comment ?? ''}</textarea>
<div class="buttons">${answerButtons(view)}
${delegateId && html`<button class="delegate" name="decision" value="delegate">Delegate to ${delegateId}</button>`}</div>
<p class="hint">You decide as ${view.entry.approverId}. ${
    delegateId
      ? 'Delegating hands the decision over; your link then only explains.'
      : 'Nobody is set up to whom you could delegate.'
  }</p></form></section>`;
}
