import type { Request } from './exchange.ts';

/** The fields of a submitted form. */
export function readForm({ body }: Pick<Request, 'body'>): URLSearchParams {
  return new URLSearchParams(body.toString('utf8'));
}

/**
 * A number as people type it: `1200.5` or `1,200.50`. Anything else stays a text, so that it is refused as no number; `12,5` is not
 * guessed to be 125.
 */
export function typedNumber(text: string): number | string {
  const typed = text.trim();
  return /^-?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?$/.test(typed) ? Number(typed.replaceAll(',', '')) : typed;
}

/** The version that a page was made from, so that nobody overwrites what they have not seen. */
export function shownVersion(form: URLSearchParams): number | undefined {
  const version = Number(form.get('version') ?? '');
  return Number.isInteger(version) && version > 0 ? version : undefined;
}
