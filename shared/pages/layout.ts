import { createHash } from 'node:crypto';
import { Html, html } from './html.ts';

/** One calm sheet for every page that people get from a link. System fonts, both colour schemes, readable without any script. */
const STYLE = `
:root { color-scheme: light dark; --page: #f4f5f8; --card: #fff; --ink: #1c2230; --soft: #566074; --line: #dde2ea; --accent: #0a5bb0;
  --good: #12703a; --good-soft: #e5f4ea; --bad: #a52222; --bad-soft: #fbeaea; --note-soft: #fdf4dc; --note: #7a5200; }
@media (prefers-color-scheme: dark) { :root { --page: #12151b; --card: #1b202a; --ink: #e9ecf2; --soft: #a6afbf; --line: #333b4a; --accent: #82b9ff;
  --good: #7fd6a0; --good-soft: #16301f; --bad: #ff9a9a; --bad-soft: #3a1d1f; --note-soft: #352b12; --note: #f2cf7a; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); font: 16px/1.55 system-ui, -apple-system, "Segoe UI", sans-serif; }
main { max-width: 50rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
.brand { color: var(--soft); font-size: .85rem; letter-spacing: .04em; margin: 0 0 1rem; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .35rem; overflow-wrap: anywhere; }
h2 { font-size: 1rem; margin: 0 0 .75rem; }
.lead { color: var(--soft); margin: 0 0 1.25rem; }
section { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 1.1rem 1.25rem; margin: 0 0 1rem; }
.amount { font-size: 1.75rem; font-weight: 650; margin: 0; font-variant-numeric: tabular-nums; }
dl { display: grid; grid-template-columns: minmax(8rem, 13rem) 1fr; gap: .35rem 1rem; margin: 0; }
dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
.scroll { overflow-x: auto; } table { border-collapse: collapse; width: 100%; font-size: .93rem; }
th, td { text-align: left; padding: .45rem .6rem; border-bottom: 1px solid var(--line); vertical-align: top; }
th { color: var(--soft); font-weight: 600; white-space: nowrap; } td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; }
.note, .good, .bad { border-radius: 10px; padding: .8rem 1rem; margin: 0 0 1rem; }
.note { background: var(--note-soft); color: var(--note); } .good { background: var(--good-soft); color: var(--good); } .bad { background: var(--bad-soft); color: var(--bad); }
.note ul { margin: .4rem 0 0; padding-left: 1.2rem; }
ul.plain { list-style: none; padding: 0; margin: 0; } ul.plain li { padding: .4rem 0; border-bottom: 1px solid var(--line); } ul.plain li:last-child { border: 0; }
.who { font-weight: 600; } .when { color: var(--soft); font-size: .9rem; } .comment { white-space: pre-wrap; overflow-wrap: anywhere; }
label { display: block; font-weight: 600; margin: 0 0 .35rem; }
textarea { width: 100%; min-height: 5.5rem; font: inherit; color: inherit; background: var(--page); border: 1px solid var(--soft); border-radius: 8px; padding: .6rem .7rem; }
.buttons { display: flex; flex-wrap: wrap; gap: .6rem; margin-top: 1rem; }
button { font: inherit; font-weight: 600; border-radius: 8px; padding: .65rem 1.3rem; border: 1px solid transparent; cursor: pointer; min-height: 2.75rem; }
button.approve { background: #12703a; color: #fff; } button.reject { background: #a52222; color: #fff; }
button.delegate { background: transparent; color: var(--ink); border-color: var(--soft); }
button:focus-visible, a:focus-visible, textarea:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
a { color: var(--accent); } .hint { color: var(--soft); font-size: .9rem; margin: .6rem 0 0; }
@media (max-width: 34rem) { dl { grid-template-columns: 1fr; gap: 0; } dd { margin-bottom: .5rem; } .buttons button { flex: 1 1 100%; } }
@media print { form, .brand { display: none; } body { background: #fff; } section { border: 0; padding: 0; } }`;

const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');

/** Headers of every page behind a link: nobody keeps it, frames it, runs scripts in it, or learns its address from it. */
export const PAGE_HEADERS: Readonly<Record<string, string>> = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy': `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'x-robots-tag': 'noindex, nofollow',
  'cross-origin-opener-policy': 'same-origin',
};

/** A whole page as text. */
export function renderPage(page: { title: string; language: string; body: Html }): string {
  return html`<!doctype html>
<html lang="${page.language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${page.title}</title>${new Html(`<style>${STYLE}</style>`)}</head>
<body><main><p class="brand">Werkstroom</p>${page.body}</main></body></html>`.text;
}
