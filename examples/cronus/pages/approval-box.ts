import type { ApprovalAnswer, ApprovalFacts, ApprovalRequest } from '../werkstroom/approval-facts.ts';
import { html, type SafeHtml } from './html.ts';

/** The fact box beside a record: what Werkstroom knows of its approval. */
export function approvalBox(answer: ApprovalAnswer): SafeHtml {
  return html`<section class="factbox" aria-labelledby="approval-title">
<h2 id="approval-title">Approval</h2>
${contentOf(answer)}
</section>`;
}

function contentOf(answer: ApprovalAnswer): SafeHtml {
  switch (answer.kind) {
    case 'unknown':
      return html`<p class="soft">Werkstroom has not heard of this record yet.</p>`;
    case 'unavailable':
      return html`<p class="soft">${answer.reason}</p>`;
    case 'known':
      return html`${known(answer.facts)}${
        answer.standstill && html`<p class="restriction">The workflow stands still: ${answer.standstill}</p>`
      }`;
  }
}

function known({ restriction, requests }: ApprovalFacts): SafeHtml {
  const [latest] = requests;
  if (!latest && !restriction) return html`<p class="soft">Approval has not been requested.</p>`;
  return html`${latest && request(latest)}${restriction && html`<p class="restriction">${restriction.reason}</p>`}`;
}

const REQUEST_WORDS = { pending: 'Pending', approved: 'Approved', rejected: 'Rejected', canceled: 'Cancelled' };
const ENTRY_WORDS = {
  created: 'comes later',
  open: 'to decide',
  approved: 'approved',
  rejected: 'rejected',
  canceled: 'cancelled',
};

function request({ status, workflow, senderId, entries }: ApprovalRequest): SafeHtml {
  const inOrder = entries.toSorted((left, right) => left.sequence - right.sequence);
  return html`<p><span class="pill ${status}">${REQUEST_WORDS[status]}</span></p>
<p class="soft">Asked by ${senderId}, workflow ${workflow}</p>
<ol class="entries">${inOrder.map(entry)}</ol>`;
}

function entry({ approverId, status, decidedBy, comments }: ApprovalRequest['entries'][number]): SafeHtml {
  const by = decidedBy && decidedBy !== approverId && ` by ${decidedBy}`;
  return html`<li class="${status}"><strong>${approverId}</strong> ${ENTRY_WORDS[status]}${by}
${comments.map(({ userId, text }) => html`<blockquote>${text} <cite>${userId}</cite></blockquote>`)}</li>`;
}
