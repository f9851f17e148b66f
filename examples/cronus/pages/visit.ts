import { cookie, readCookies } from '../http/cookies.ts';
import type { Request, Response } from '../http/exchange.ts';

/** Who may be chosen in the header of the page. The ids are those of the members in Werkstroom. */
export const USERS = ['purchaser', 'manager', 'director', 'admin'] as const;
const DEFAULT_USER = 'purchaser';
const USER_COOKIE = 'cronus_user';
const FLASH_COOKIE = 'cronus_flash';
const YEAR_SECONDS = 365 * 86_400;
/** Long enough for the next page. */
const FLASH_SECONDS = 60;
/** A cookie may have 4 KB. */
const LONGEST_FLASH = 900;

/** A message that the next page shows once. */
export interface Flash {
  readonly kind: 'good' | 'bad' | 'note';
  readonly text: string;
}

/** What a page needs to know of who asks for it. */
export interface Visit {
  readonly user: string;
  readonly path: string;
  readonly flash: Flash | undefined;
}

/** Reads who asks from the cookies. There is no password: this ERP is a demo. */
export function visitOf({ headers, path }: Pick<Request, 'headers' | 'path'>): Visit {
  const cookies = readCookies(headers.cookie);
  const user = USERS.find((one) => one === cookies.get(USER_COOKIE)) ?? DEFAULT_USER;
  return { user, path, flash: flashIn(cookies.get(FLASH_COOKIE)) };
}

/** Sends the browser to another page of the ERP, which shows the message. */
export function redirect(to: string, flash?: Flash, cookies: readonly string[] = []): Response {
  const value = flash && cookie(FLASH_COOKIE, flashText(flash), FLASH_SECONDS);
  return { status: 303, headers: { location: to, 'set-cookie': [...cookies, ...(value ? [value] : [])] }, body: '' };
}

/** Remembers the chosen user; undefined for a name that is nobody's. */
export function userCookie(user: string): string | undefined {
  return USERS.some((one) => one === user) ? cookie(USER_COOKIE, user, YEAR_SECONDS) : undefined;
}

/** Forgets a message that was shown. */
export const NO_FLASH = cookie(FLASH_COOKIE, '', 0);

function flashText({ kind, text }: Flash): string {
  return Buffer.from(JSON.stringify({ kind, text: text.slice(0, LONGEST_FLASH) })).toString('base64url');
}

function flashIn(value: string | undefined): Flash | undefined {
  if (!value) return undefined;
  try {
    const { kind, text } = JSON.parse(Buffer.from(value, 'base64url').toString('utf8'));
    const isFlash = ['good', 'bad', 'note'].includes(kind) && typeof text === 'string';
    return isFlash ? { kind, text } : undefined;
  } catch {
    return undefined;
  }
}
