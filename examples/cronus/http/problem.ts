import { STATUS_CODES } from 'node:http';
import type { Response } from './exchange.ts';

/** The JSON text of a refusal (RFC 9457). */
export function problemText(status: number, detail: string): string {
  return JSON.stringify({ type: 'about:blank', title: STATUS_CODES[status] ?? 'Error', status, detail });
}

/** A refusal for programs. */
export function problemResponse(status: number, detail: string): Response {
  return { status, headers: { 'content-type': 'application/problem+json' }, body: problemText(status, detail) };
}
