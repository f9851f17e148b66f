import type { Role } from './company.ts';

/** Who speaks to the API: a member, or a source with its own client, for itself or for a member it names. */
export interface Caller {
  readonly company: string;
  readonly kind: 'member' | 'source';
  /** Absent when a source speaks for itself. */
  readonly userId?: string;
  /** The roles of the member. None when a source speaks for itself. */
  readonly roles: readonly Role[];
  /** The source whose client it is. */
  readonly sourceId?: string;
}

/** What a token and its headers say of who speaks. */
export interface TokenBearer {
  readonly company: string;
  readonly issuer: string;
  readonly subject: string;
  /** The member for whom a source speaks (`On-Behalf-Of`). */
  readonly onBehalfOf?: string;
}

/**
 * `stranger`: the token is good and its bearer has nothing to do with this company. `not-a-source`: only sources speak for others.
 * `unknown-member`: the source speaks for somebody who is no member.
 */
export type Identification =
  | { readonly kind: 'caller'; readonly caller: Caller }
  | { readonly kind: 'stranger' }
  | { readonly kind: 'not-a-source' }
  | { readonly kind: 'unknown-member' };

/** How the audit trail names a caller. */
export function actorOf(caller: Caller): string {
  return caller.userId ?? `source:${caller.sourceId}`;
}

/** Roles whose holders set the company up. A source never has them, whomever it speaks for: its credentials must not open the setup. */
const SETUP_ROLES: readonly Role[] = ['admin', 'designer'];

/** True when the caller has one of the roles that a route asks for. `member`: everybody who belongs to the company. */
export function mayCall(access: 'member' | readonly Role[], caller: Caller): boolean {
  if (access === 'member') return true;
  return access.some(
    (role) => caller.roles.includes(role) && !(caller.kind === 'source' && SETUP_ROLES.includes(role)),
  );
}
