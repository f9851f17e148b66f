import { html } from './html.ts';
import { renderPage } from './layout.ts';

/** What people see when something went wrong on our side. */
export const FAULT_PAGE: string = renderPage({
  title: 'Something went wrong',
  language: 'en',
  body: html`<h1>Something went wrong on our side</h1>
<p class="note">Nothing was lost. Please try the link again in a minute; if this stays, tell your administrator.</p>`,
});

/** What people see when another site tried to decide for them. */
export const FOREIGN_FORM_PAGE: string = renderPage({
  title: 'Nothing was decided',
  language: 'en',
  body: html`<h1>Nothing was decided</h1>
<p class="note">This form was sent by another web site. Open the link in your mail and use the buttons there.</p>`,
});
