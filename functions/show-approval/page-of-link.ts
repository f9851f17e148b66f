import type { HttpAnswer } from '../../shared/middleware/http-event.ts';
import { type RefusedForm, renderApprovalPage } from '../../shared/pages/approval-page.ts';
import { renderExplainPage, renderUnknownLinkPage } from '../../shared/pages/explain-page.ts';
import { PAGE_HEADERS } from '../../shared/pages/layout.ts';
import type { Ports } from '../../shared/ports/ports.ts';
import { findLink } from '../../shared/usecases/find-link.ts';
import { viewApproval } from '../../shared/usecases/view-approval.ts';

/** The page behind a link: to decide while the entry is open and still this person's, else to explain. */
export async function pageOfLink(
  ports: Pick<Ports, 'store' | 'blobs' | 'clock'>,
  token: string,
  refused?: RefusedForm,
): Promise<HttpAnswer> {
  const link = await findLink(ports, token);
  const view =
    link && (await viewApproval(ports, { company: link.company, entryId: link.entryId, readerId: link.userId }));
  if (!link || !view) return { statusCode: 404, headers: PAGE_HEADERS, body: renderUnknownLinkPage() };
  const { entry, request } = view;
  const decidable = entry.status === 'open' && request.status === 'pending' && entry.assignment === link.assignment;
  return {
    statusCode: refused && decidable ? 422 : 200,
    headers: PAGE_HEADERS,
    body: decidable ? renderApprovalPage(view, refused) : renderExplainPage(view, link),
  };
}
