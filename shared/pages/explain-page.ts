import type { ApprovalEntry } from '../domain/approval/approval.ts';
import type { ApprovalView } from '../domain/approval/approval-view.ts';
import { commentsSection, decidersSection, recordSection } from './approval-page.ts';
import { html } from './html.ts';
import { renderPage } from './layout.ts';
import { momentWords, recordWords } from './words.ts';

/** The page behind a link that has nothing to decide any more: it says who decided what, and when. */
export function renderExplainPage(view: ApprovalView, link: { assignment: number; userId: string }): string {
  const { tone, title, text } = explanation(view, link);
  return renderPage({
    title,
    language: view.language,
    body: html`<h1>${title}</h1><p class="${tone}" role="status">${text}</p>
${recordSection(view)}${decidersSection(view)}${commentsSection(view)}`,
  });
}

/** The page behind a link that leads nowhere. It does not say whether there ever was such a link. */
export function renderUnknownLinkPage(): string {
  return renderPage({
    title: 'This link leads nowhere',
    language: 'en',
    body: html`<h1>This link leads nowhere</h1>
<p class="note">It may have been cut off by your mail program, or be older than 90 days.
Open the newest mail about this request, or ask the person who sent it to ask again.</p>`,
  });
}

interface Explanation {
  readonly tone: 'good' | 'bad' | 'note';
  readonly title: string;
  readonly text: string;
}

function explanation(view: ApprovalView, link: { assignment: number; userId: string }): Explanation {
  const { entry, request } = view;
  const what = request.question?.title ?? recordWords(view.record, view.record.fields.documentType);
  const when = entry.decidedAt ? ` on ${momentWords(entry.decidedAt, view)}` : '';
  const by = entry.decidedBy === link.userId ? 'You' : (entry.decidedBy ?? 'Somebody');
  if (entry.assignment !== link.assignment) return reassigned(entry, what);
  if (entry.response !== undefined)
    return { tone: 'good', title: `Answered: ${what}`, text: `${by} answered ${entry.response}${when}.` };
  switch (entry.status) {
    case 'approved':
      return { tone: 'good', title: `Approved: ${what}`, text: `${by} approved this${when}. ${whatFollows(view)}` };
    case 'rejected':
      return {
        tone: 'bad',
        title: `Rejected: ${what}`,
        text: `${by} rejected this${when}.${request.question ? '' : ` ${request.senderId} has been told.`}`,
      };
    case 'canceled':
      return {
        tone: 'note',
        title: `No longer needed: ${what}`,
        text: request.question?.outcome
          ? `It was decided${when}: ${request.question.outcome}. Nobody else has to answer.`
          : `The request was cancelled${when}. There is nothing to decide.`,
      };
    case 'created':
      return {
        tone: 'note',
        title: `Not yet your turn: ${what}`,
        text: 'Others decide first. You get a mail when it is your turn.',
      };
    case 'open':
      return {
        tone: 'note',
        title: `Already ended: ${what}`,
        text: `This request has ended (${request.status}). There is nothing to decide.`,
      };
  }
}

function reassigned(entry: ApprovalEntry, what: string): Explanation {
  return {
    tone: 'note',
    title: `Handed over: ${what}`,
    text: `This decision was handed over to ${entry.approverId}, who has a link of their own. Yours only explains.`,
  };
}

function whatFollows({ request }: ApprovalView): string {
  if (request.question?.outcome) return `It is decided: ${request.question.outcome}.`;
  if (request.status === 'approved') return 'Everybody has approved; the record goes on its way.';
  return request.status === 'pending' ? 'Others still have to decide.' : `The request ended ${request.status}.`;
}
