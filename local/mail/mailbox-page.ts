import { type Html, html } from '../../shared/pages/html.ts';
import type { MailInBox } from './sqlite-mailbox.ts';

const STYLE = `
:root { color-scheme: light dark; --ink: light-dark(#1f2430, #e8eaf0); --soft: light-dark(#5b6475, #a4acbb); --line: light-dark(#dfe3ea, #343b49);
  --card: light-dark(#fff, #1e232d); --page: light-dark(#f5f6f9, #14171e); --accent: light-dark(#0b5cad, #7cb7ff); }
body { margin: 0; background: var(--page); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 56rem; margin: 0 auto; padding: 2rem 1.25rem; } h1 { font-size: 1.5rem; margin: 0 0 1rem; overflow-wrap: anywhere; }
a { color: var(--accent); } ul.mails { list-style: none; margin: 0; padding: 0; background: var(--card); border: 1px solid var(--line); border-radius: 12px; }
ul.mails li { padding: .75rem 1.1rem; border-bottom: 1px solid var(--line); } ul.mails li:last-child { border: 0; }
.subject { font-weight: 600; } .about { color: var(--soft); font-size: .9rem; } .empty { color: var(--soft); }
iframe { width: 100%; min-height: 40rem; border: 1px solid var(--line); border-radius: 12px; background: #fff; } .links li { overflow-wrap: anywhere; }`;

/** The list of all mails. It looks for new ones every few seconds. */
export function renderMailboxPage(mails: readonly MailInBox[]): string {
  return page(
    'Mail box',
    html`<h1>Mail box</h1><p class="about"><a href="/">Werkstroom</a> · every mail that would be sent, newest first</p>
${mails.length === 0 && html`<p class="empty">No mail yet. Ask for an approval, and it appears here.</p>`}
${
  mails.length > 0 &&
  html`<ul class="mails">${mails.map(
    ({ id, to, subject, at }) =>
      html`<li><a class="subject" href="/local/mailbox/${id}">${subject}</a><div class="about">to ${to}, ${at}</div></li>`,
  )}</ul>`
}`,
    5,
  );
}

/** One mail. Its HTML is shown in a frame where no script of it runs. */
export function renderMailPage(mail: MailInBox): string {
  const { subject, to, at, links } = mail;
  return page(
    subject,
    html`<p class="about"><a href="/local/mailbox">Mail box</a></p><h1>${subject}</h1><p class="about">to ${to}, ${at}</p>
${links.length > 0 && html`<ul class="links">${links.map((link) => html`<li><a href="${link}" rel="noreferrer">${link}</a></li>`)}</ul>`}
<iframe title="The mail" sandbox="allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation" srcdoc="${withTopLinks(mail.html)}"></iframe>`,
  );
}

/** Links of a mail open in place of the page, not inside the frame. */
function withTopLinks(text: string): string {
  return text.replace('<head>', '<head><base target="_top">');
}

function page(title: string, body: Html, refreshSeconds?: number): string {
  return html`<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
${refreshSeconds !== undefined && html`<meta http-equiv="refresh" content="${refreshSeconds}">`}
<title>${title}</title><link rel="icon" href="data:,"><style>${STYLE}</style></head><body><main>${body}</main></body></html>`
    .text;
}
