import middy from '@middy/core';
import { htmlErrors } from '../../shared/middleware/html-errors.ts';
import type { HttpAnswer, HttpEvent } from '../../shared/middleware/http-event.ts';
import { FAULT_PAGE, FOREIGN_FORM_PAGE } from '../../shared/pages/fault-page.ts';
import { PAGE_HEADERS } from '../../shared/pages/layout.ts';
import type { Ports, Settings } from '../../shared/ports/ports.ts';
import { type DecideEntryResult, type Decision, decideEntry } from '../../shared/usecases/decide-entry.ts';
import { findLink } from '../../shared/usecases/find-link.ts';
import { keepComment } from '../../shared/usecases/keep-comment.ts';
import { viewApproval } from '../../shared/usecases/view-approval.ts';
import { pageOfLink } from '../show-approval/page-of-link.ts';
import { isForeignForm, readForm } from './read-form.ts';

type Dependencies = Pick<Ports, 'store' | 'queue' | 'blobs' | 'clock' | 'ids' | 'log'> & {
  readonly settings: Pick<Settings, 'publicBaseUrl'>;
};

const CHANGED_MEANWHILE =
  'Nothing was decided: the record has changed since you opened this page. Please look at it as it is now, then decide.';

/** Only a form that a person sent decides. Whatever comes of it, the page behind the link says it. */
export function makeHandler(dependencies: Dependencies) {
  return middy<HttpEvent, HttpAnswer>()
    .use(htmlErrors(dependencies.log, { headers: PAGE_HEADERS, body: FAULT_PAGE }))
    .handler((event) => decide(dependencies, event));
}

async function decide(dependencies: Dependencies, event: HttpEvent): Promise<HttpAnswer> {
  const token = event.pathParameters?.linkToken ?? '';
  const form = readForm(event);
  const refuse = (message: string) => pageOfLink(dependencies, token, { message, comment: form.comment });
  if (isForeignForm(event, dependencies.settings.publicBaseUrl)) {
    return { statusCode: 403, headers: PAGE_HEADERS, body: FOREIGN_FORM_PAGE };
  }
  if (form.kind === 'unusable') return refuse(form.message);
  const link = await findLink(dependencies, token);
  if (!link) return pageOfLink(dependencies, token);
  const { company, entryId, assignment, userId } = link;
  const { shown } = form;
  if (shown !== undefined) {
    const view = await viewApproval(dependencies, { company, entryId, readerId: userId });
    if (view && view.contentHash !== shown) return refuse(CHANGED_MEANWHILE);
  }
  const result = await decideEntry(dependencies, {
    company,
    entryId,
    assignment,
    decision: form.decision satisfies Decision,
    ...(form.response !== undefined && { response: form.response }),
    ...(form.comment && (await keepComment(dependencies, company, form.comment))),
    ...(shown !== undefined && { contentHash: shown }),
    actor: { userId, via: 'link', roles: [] },
  });
  const reason = reasonToStay(result);
  if (reason !== undefined) return refuse(reason);
  return { statusCode: 303, headers: { ...PAGE_HEADERS, location: event.rawPath } };
}

/** What the person can mend on this page, in words. Everything else the page says by itself. */
function reasonToStay(result: DecideEntryResult): string | undefined {
  if (result.kind === 'no-delegate') return result.reason;
  if (result.kind === 'other-answers') return 'Please choose one of the answers below.';
  if (result.kind === 'comment-missing') return 'Please say in the comment why you reject.';
  return result.kind === 'own-request' ? 'You asked for this approval, so somebody else has to decide.' : undefined;
}
