import type { ApprovalView } from '../../domain/approval/approval-view.ts';
import type { JsonObject } from '../../domain/json/json.ts';
import { importantColumns, importantFields } from '../record-facts.ts';
import { amountWords, dayWords, fieldWords, recordWords, valueWords } from '../words.ts';
import { type MailParts, type RenderedMail, renderMail } from './mail.ts';

/** Longer documents are shown on the page. */
const MOST_LINES = 20;
const FOOTER =
  'Opening the link decides nothing: you decide with the buttons on the page. The link is yours alone, please do not forward it.';

/** How the subject begins, by why the approver is asked. */
const OCCASIONS = { first: 'Approval requested', reminder: 'Reminder', overdue: 'Overdue' } as const;

/** Asks an approver, again when there is an occasion. Holds exactly one link of ours, to the page where they decide. */
export function approvalRequestedMail(
  view: ApprovalView,
  about: { url: string; delegatedBy?: string; occasion?: 'reminder' | 'overdue' },
): RenderedMail {
  const { record, request, entry } = view;
  const { question } = request;
  const recordName = recordWords(record, record.fields.documentType);
  const what = question?.title ?? recordName;
  const amount = amountWords(request.amount, request.currency, view);
  const handedOver = about.delegatedBy ? ` ${about.delegatedBy} has handed this decision over to you.` : '';
  return renderMail({
    subject: `${OCCASIONS[about.occasion ?? 'first']}: ${what}${request.amount ? `, ${amount}` : ''}`,
    language: view.language,
    headline: question?.title ?? `Please approve ${what}`,
    paragraphs: [
      `${request.senderId} asks for your approval by ${dayWords(entry.dueAt, view)}.${handedOver}`,
      ...(question?.text ? [question.text] : []),
    ],
    facts: factsOf(view, amount),
    ...tableOf(record.lines ?? [], view),
    action: { label: 'Look at it and decide', url: about.url },
    recordLink: { label: `Open ${recordName} in its own system`, url: record.url },
    footer: FOOTER,
  });
}

/** Tells how a request ended. */
export function approvalEndedMail(
  view: Pick<ApprovalView, 'record' | 'request' | 'language' | 'timeZone'>,
  ended: { outcome: 'approved' | 'rejected' | 'canceled'; by?: string; comment?: string },
): RenderedMail {
  const what = recordWords(view.record, view.record.fields.documentType);
  const words = { approved: 'approved', rejected: 'rejected', canceled: 'cancelled' }[ended.outcome];
  return renderMail({
    subject: `Approval ${words}: ${what}`,
    language: view.language,
    headline: `The approval of ${what} was ${words}`,
    paragraphs: [
      `${ended.by ?? 'The workflow'} ${ended.outcome === 'canceled' ? 'cancelled the request' : `${words} it`}.`,
      ...(ended.comment ? [`Comment: ${ended.comment}`] : []),
    ],
    facts: factsOf(view, amountWords(view.request.amount, view.request.currency, view)),
    recordLink: { label: `Open ${what} in its own system`, url: view.record.url },
    footer: 'You get this mail because you asked for this approval or were asked for it.',
  });
}

function factsOf(
  view: Pick<ApprovalView, 'record' | 'request' | 'language' | 'timeZone'>,
  amount: string,
): NonNullable<MailParts['facts']> {
  const fields = importantFields(view.record.fields).filter(([name]) => name !== 'amount' && name !== 'status');
  const held = view.request.heldChanges ?? [];
  return [
    ...held.map(
      ({ field, oldValue, newValue }) =>
        [
          `${fieldWords(field)}, old and new`,
          `${valueWords(field, oldValue, view)} → ${valueWords(field, newValue, view)}`,
        ] as const,
    ),
    ...(view.request.amount ? [['Amount', amount] as const] : []),
    ...fields.map(([name, value]) => [fieldWords(name), valueWords(name, value, view)] as const),
  ];
}

function tableOf(lines: readonly JsonObject[], view: ApprovalView): Pick<MailParts, 'table'> {
  if (lines.length === 0) return {};
  const columns = importantColumns(lines);
  return {
    table: {
      columns: columns.map(fieldWords),
      rows: lines.slice(0, MOST_LINES).map((line) => columns.map((name) => valueWords(name, line[name], view))),
      ...(lines.length > MOST_LINES && { more: `and ${lines.length - MOST_LINES} more lines: see the page` }),
    },
  };
}
