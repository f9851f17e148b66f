import type { Response } from '../http/exchange.ts';
import { KINDS } from '../records/kinds.ts';
import { html, type Part, type SafeHtml } from './html.ts';
import { NO_FLASH, USERS, type Visit } from './visit.ts';

/** One page. */
export interface Page {
  readonly title: string;
  readonly body: SafeHtml;
  /** 200 when left out. */
  readonly status?: number;
}

/** Nothing runs in these pages, and nothing comes from elsewhere. */
const CONTENT_SECURITY_POLICY =
  "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/** Renders a page for whoever visits it, with the message that waits for them. */
export function renderPage(visit: Visit, { title, body, status = 200 }: Page): Response {
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · CRONUS</title>
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/style.css">
</head>
<body>
<a class="skip" href="#content">Skip to content</a>
<header class="top">
<a class="brand" href="/">CRONUS</a>
<nav aria-label="Main">${links(visit.path)}</nav>
${userSwitch(visit)}
</header>
<main id="content">
${visit.flash && html`<p class="flash ${visit.flash.kind}" role="${visit.flash.kind === 'bad' ? 'alert' : 'status'}">${visit.flash.text}</p>`}
${body}
</main>
</body>
</html>`;
  return {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': CONTENT_SECURITY_POLICY,
      ...(visit.flash && { 'set-cookie': NO_FLASH }),
    },
    body: page.text,
  };
}

function links(path: string): readonly Part[] {
  const places = [...KINDS.map((kind) => [`/${kind.path}`, kind.many]), ['/integration', 'Integration']];
  return places.map(([to = '', name]) => {
    const isHere = path === to || path.startsWith(`${to}/`);
    return html`<a href="${to}"${isHere && html` aria-current="page"`}>${name}</a>`;
  });
}

function userSwitch({ user, path }: Visit): SafeHtml {
  const options = USERS.map((name) => html`<option${name === user && html` selected`}>${name}</option>`);
  return html`<form class="user" method="post" action="/user">
<input type="hidden" name="back" value="${path}">
<label for="user">User</label>
<select id="user" name="user">${options}</select>
<button>Switch</button>
</form>`;
}
