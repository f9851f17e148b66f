import { type Html, html, safeUrl } from '../html.ts';

/** A mail as the pieces of which both its forms are made: every mail client shows one of them. */
export interface MailParts {
  readonly subject: string;
  readonly language: string;
  readonly headline: string;
  readonly paragraphs: readonly string[];
  /** Name and value, already in words. */
  readonly facts?: readonly (readonly [string, string])[];
  readonly table?: {
    readonly columns: readonly string[];
    readonly rows: readonly (readonly string[])[];
    readonly more?: string;
  };
  /** The one thing to do. It opens a page and decides nothing. */
  readonly action?: { readonly label: string; readonly url: string };
  readonly recordLink?: { readonly label: string; readonly url: string | undefined };
  readonly footer: string;
}

export interface RenderedMail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

const INK = 'color:#1c2230';
const SOFT = 'color:#566074';
const CELL = `padding:6px 10px;border-bottom:1px solid #dde2ea;text-align:left;vertical-align:top;${INK}`;

const MOST_SUBJECT_LENGTH = 250;

/** Both forms of a mail. */
export function renderMail(parts: MailParts): RenderedMail {
  return {
    subject: subjectOf(parts.subject),
    text: textOf(parts),
    html: htmlOf(parts),
  };
}

/** One line, whatever stood in it: a line break would begin another header. */
function subjectOf(text: string): string {
  const line = text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
  return line.slice(0, MOST_SUBJECT_LENGTH).replace(/[\uD800-\uDBFF]$/, '');
}

function textOf({ headline, paragraphs, facts = [], table, action, recordLink, footer }: MailParts): string {
  const url = safeUrl(recordLink?.url);
  return [
    headline,
    '',
    ...paragraphs.flatMap((paragraph) => [paragraph, '']),
    ...facts.map(([name, value]) => `${name}: ${value}`),
    ...(facts.length > 0 ? [''] : []),
    ...(table
      ? [...table.rows.map((row) => `- ${row.filter(Boolean).join(' | ')}`), ...(table.more ? [table.more] : []), '']
      : []),
    ...(action ? [`${action.label}:`, action.url, ''] : []),
    ...(url && recordLink ? [`${recordLink.label}:`, url, ''] : []),
    '--',
    footer,
  ].join('\n');
}

function htmlOf(parts: MailParts): string {
  const { headline, paragraphs, facts = [], table, action, recordLink, footer } = parts;
  const url = safeUrl(recordLink?.url);
  return html`<!doctype html><html lang="${parts.language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${parts.subject}</title></head>
<body style="margin:0;padding:24px;background:#f4f5f8;font:16px/1.5 Arial,Helvetica,sans-serif;${INK}">
<div style="max-width:600px;margin:0 auto;background:#ffffff;border:1px solid #dde2ea;border-radius:10px;padding:24px">
<h1 style="margin:0 0 12px;font-size:21px;line-height:1.3;${INK}">${headline}</h1>
${paragraphs.map((paragraph) => html`<p style="margin:0 0 14px;white-space:pre-line">${paragraph}</p>`)}
${facts.length > 0 && factTable(facts)}
${table && lineTable(table)}
${
  action &&
  html`<p style="margin:22px 0"><a href="${action.url}" style="background:#0a5bb0;color:#ffffff;text-decoration:none;padding:12px 22px;border-radius:8px;font-weight:bold;display:inline-block">${action.label}</a></p>`
}
${url && recordLink && html`<p style="margin:0 0 14px"><a href="${url}" style="color:#0a5bb0">${recordLink.label}</a></p>`}
<p style="margin:22px 0 0;font-size:13px;${SOFT}">${footer}</p>
</div></body></html>`.text;
}

function factTable(facts: readonly (readonly [string, string])[]): Html {
  return html`<table role="presentation" style="border-collapse:collapse;width:100%;margin:0 0 16px">${facts.map(
    ([name, value]) =>
      html`<tr><td style="${CELL};${SOFT};width:38%">${name}</td><td style="${CELL}">${value}</td></tr>`,
  )}</table>`;
}

function lineTable({ columns, rows, more }: NonNullable<MailParts['table']>): Html {
  return html`<table style="border-collapse:collapse;width:100%;margin:0 0 16px;font-size:14px"><thead><tr>${columns.map(
    (column) => html`<th scope="col" style="${CELL};${SOFT}">${column}</th>`,
  )}</tr></thead><tbody>${rows.map(
    (row) => html`<tr>${row.map((cell) => html`<td style="${CELL}">${cell}</td>`)}</tr>`,
  )}</tbody></table>${more && html`<p style="margin:0 0 14px;${SOFT}">${more}</p>`}`;
}
