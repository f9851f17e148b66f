import { MAX_BODY_BYTES } from '../../shared/middleware/body-text.ts';
import type { HttpEvent } from '../../shared/middleware/http-event.ts';
import type { Decision } from '../../shared/usecases/decide-entry.ts';

/** What a body of the API may have; forms write a byte with up to three signs (`%E5`). */
const MAX_FORM_BYTES = 3 * MAX_BODY_BYTES;
const DECISIONS: readonly Decision[] = ['approve', 'reject', 'delegate'];

/** What stood in the form, as far as it can be used. */
export type DecisionForm =
  /** `response`: the answer to a question that names its own. `shown`: the hash of the record as the page showed it. Absent when the form was not filled in on a page. */
  | {
      readonly kind: 'decision';
      readonly decision: Decision;
      readonly response?: string;
      readonly comment: string;
      readonly shown?: string;
    }
  | { readonly kind: 'unusable'; readonly message: string; readonly comment: string };

/** Reads the form of the approval page. */
export function readForm(event: HttpEvent): DecisionForm {
  const body = Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8');
  const isForm = /^application\/x-www-form-urlencoded\b/i.test(event.headers['content-type'] ?? '');
  if (!isForm) {
    return {
      kind: 'unusable',
      message: 'What was sent is not the form of this page. Please use the buttons below.',
      comment: '',
    };
  }
  if (body.length > MAX_FORM_BYTES) {
    return {
      kind: 'unusable',
      message: 'The comment is longer than a form can carry, so nothing was decided.',
      comment: '',
    };
  }
  const fields = new URLSearchParams(body.toString('utf8'));
  // Browsers count a line break as one character and send it as two.
  const comment = (fields.get('comment') ?? '').replaceAll('\r\n', '\n').trim();
  const shown = fields.get('shown');
  const response = fields.get('response');
  if (response) return { kind: 'decision', decision: 'respond', response, comment, ...(shown && { shown }) };
  const decision = DECISIONS.find((known) => known === fields.get('decision'));
  return decision
    ? { kind: 'decision', decision, comment, ...(shown && { shown }) }
    : { kind: 'unusable', message: 'Please choose Approve, Reject or Delegate.', comment };
}

/** True when another site's page sent the form: browsers say so. */
export function isForeignForm({ headers }: HttpEvent, publicBaseUrl: string): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site !== 'same-origin' && site !== 'none';
  const { origin } = headers;
  return origin !== undefined && origin !== 'null' && origin !== new URL(publicBaseUrl).origin;
}
