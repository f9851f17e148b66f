import { readFileSync } from 'node:fs';
import type { Route } from '../http/router.ts';

const HOUR_SECONDS = 3_600;

/** The style sheet and the icon, which lie beside this file. */
export function assetRoutes(): readonly Route[] {
  return [asset('style.css', 'text/css; charset=utf-8'), asset('favicon.svg', 'image/svg+xml')];
}

function asset(name: string, type: string): Route {
  const body = readFileSync(new URL(name, import.meta.url), 'utf8');
  const headers = { 'content-type': type, 'cache-control': `max-age=${HOUR_SECONDS}` };
  return { method: 'GET', path: `/${name}`, answer: () => ({ status: 200, headers, body }) };
}
