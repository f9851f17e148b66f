import { change, type Erp } from '../erp.ts';
import type { OutgoingEvent } from '../events/outbox.ts';
import type { Request, Response } from '../http/exchange.ts';
import { findKind } from '../records/kinds.ts';
import { act } from './act.ts';
import { html, type SafeHtml } from './html.ts';
import { renderPage } from './layout.ts';
import { crumbs, moment, table } from './parts.ts';
import { visitOf } from './visit.ts';

/** The newest rows of each table. */
const MOST_ROWS = 50;

/** What is on its way to Werkstroom, what was refused there, and what has arrived. */
export function integrationPage({ ledger }: Erp, request: Request): Response {
  const { outbox } = ledger.store;
  const section = (status: OutgoingEvent['status'], title: string, none: string) => {
    const events = outbox.list(status, MOST_ROWS);
    return html`<section aria-labelledby="${status}"><h2 id="${status}">${title} (${outbox.count(status)})</h2>
${events.length > 0 ? eventTable(title, events, status !== 'sent') : html`<p class="soft">${none}</p>`}</section>`;
  };
  return renderPage(visitOf(request), {
    title: 'Integration',
    body: html`${crumbs()}<div class="title"><h1>Integration</h1></div>
<p>Each change of a record is told to Werkstroom as an event. Events of one record are sent in order.</p>
${section('failed', 'Refused', 'No event was refused.')}
${section('pending', 'Waiting', 'Every event was sent.')}
${section('sent', 'Sent', 'Nothing was sent yet.')}`,
  });
}

/** Sends an event again that was refused, or one that waits, at once. */
export function retryEvent(erp: Erp, request: Request): Promise<Response> {
  return act(request, '/integration', () => {
    change(erp, () => erp.ledger.store.outbox.retry(request.params.id ?? '', erp.ledger.now()));
    return { kind: 'note', text: 'The event is sent again.' };
  });
}

function eventTable(caption: string, events: readonly OutgoingEvent[], canRetry: boolean): SafeHtml {
  const columns = [
    { name: 'Event' },
    { name: 'Record' },
    { name: 'When' },
    { name: 'Attempts', isNumber: true },
    ...(canRetry ? [{ name: 'Last answer' }, { name: 'Action' }] : []),
  ];
  const rows = events.map((event) => [
    html`${event.type}<br><code class="soft">${event.id}</code>`,
    recordLink(event),
    moment(event.createdAt),
    event.attempts,
    ...(canRetry ? [event.lastAnswer, retryButton(event)] : []),
  ]);
  return table(caption, columns, rows);
}

function recordLink({ entity, number }: OutgoingEvent): SafeHtml {
  const kind = findKind(entity);
  const name = `${kind?.one ?? entity} ${number}`;
  return kind ? html`<a href="/${kind.path}/${encodeURIComponent(number)}">${name}</a>` : html`${name}`;
}

function retryButton({ id, type, number }: OutgoingEvent): SafeHtml {
  return html`<form method="post" action="/integration/${encodeURIComponent(id)}/retry">
<button aria-label="Retry ${type} of ${number}">Retry</button></form>`;
}
