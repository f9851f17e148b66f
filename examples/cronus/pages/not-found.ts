import { UnknownRecordError } from '../changes/refused.ts';
import type { Request, Response } from '../http/exchange.ts';
import type { Route } from '../http/router.ts';
import { html } from './html.ts';
import { renderPage } from './layout.ts';
import { type Visit, visitOf } from './visit.ts';

const TEXTS = {
  404: { title: 'Not found', text: 'There is no such page or record here.' },
  500: { title: 'Something went wrong', text: 'This is a fault of the ERP. Nothing was changed; try again.' },
};

/** The page for an address that leads nowhere, and for a fault of ours. */
export function failurePage(status: 404 | 500, visit: Visit, detail?: string): Response {
  const { title, text } = TEXTS[status];
  return renderPage(visit, {
    title,
    status,
    body: html`<h1>${title}</h1><p>${detail ?? text}</p><p><a href="/">Go to the home page</a></p>`,
  });
}

/** The same page route; a record that does not exist becomes a page that says so. */
export function withNotFound(route: Route): Route {
  return {
    ...route,
    async answer(request: Request) {
      try {
        return await route.answer(request);
      } catch (error) {
        if (error instanceof UnknownRecordError) return failurePage(404, visitOf(request), error.message);
        throw error;
      }
    },
  };
}
