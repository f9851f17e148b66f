import { hash } from 'node:crypto';
import type { ItemStore } from '../ports/item-store.ts';
import { type ApprovalLink, linkItems } from '../repositories/approval-items.ts';

/** The SHA-256 under which a link's token is stored. */
export function hashOfToken(token: string): string {
  return hash('sha256', token);
}

/** What a link points to, or undefined for a token that nobody gave out or that has expired. */
export async function findLink(ports: { store: ItemStore }, token: string): Promise<ApprovalLink | undefined> {
  if (!/^[A-Za-z0-9_-]{20,128}$/.test(token)) return undefined;
  return (await linkItems.get(ports.store, { tokenHash: hashOfToken(token) }))?.value;
}
