import { currentBody } from '../changes/ask-approval.ts';
import { deleteMaster } from '../changes/master-changes.ts';
import { deleteOrder } from '../changes/order-changes.ts';
import { change, type Erp } from '../erp.ts';
import type { Request, Response } from '../http/exchange.ts';
import type { Kind } from '../records/kinds.ts';
import { act } from './act.ts';
import { html } from './html.ts';
import { renderPage } from './layout.ts';
import { crumbs } from './parts.ts';
import { visitOf } from './visit.ts';

/** Asks whether a record is really to be deleted. */
export function deletePage(erp: Erp, kind: Kind, request: Request): Response {
  const { number = '' } = request.params;
  const { id } = currentBody(erp.ledger, kind, number);
  const title = `Delete ${kind.one} ${id}?`;
  return renderPage(visitOf(request), {
    title,
    body: html`${crumbs([`/${kind.path}`, kind.many])}<h1>${title}</h1><p>This cannot be undone.</p>
<form method="post" action="${request.path}" class="actions"><button class="danger">Delete</button>
<a class="button" href="/${kind.path}/${encodeURIComponent(id)}">Keep it</a></form>`,
  });
}

/** Deletes it; goes back to the record with the reason where that is not possible. */
export function deleteRecord(erp: Erp, kind: Kind, request: Request): Promise<Response> {
  const { number = '' } = request.params;
  return act(request, `/${kind.path}/${encodeURIComponent(number)}`, (user) => {
    const actor = { user };
    change(erp, () =>
      kind.shape === 'order'
        ? deleteOrder(erp.ledger, { kind, number, actor })
        : deleteMaster(erp.ledger, { kind, number, actor }),
    );
    return { kind: 'good', text: `${kind.one} ${number} is deleted.`, to: `/${kind.path}` };
  });
}
