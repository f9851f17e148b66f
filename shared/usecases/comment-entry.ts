import type { ApprovalEntry } from '../domain/approval/approval.ts';
import { instantOf } from '../ports/clock.ts';
import type { Ports } from '../ports/ports.ts';
import { approvalUserItems, entryItems } from '../repositories/approval-items.ts';
import type { Actor } from './decide-entry.ts';
import { keepComment } from './keep-comment.ts';
import { retryOnConflict } from './retry-on-conflict.ts';
import { isSame } from './same-value.ts';

export type CommentEntryResult =
  | { readonly kind: 'commented'; readonly entry: ApprovalEntry }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'not-yours' }
  /** The entry can hold no more comments. */
  | { readonly kind: 'full' };

/** An item may have 400 KB (DynamoDB). This leaves room for what deciders say, so that nobody keeps them from deciding. */
const MOST_COMMENT_BYTES = 200_000;

/** Adds a comment to an entry. The sender, the approver and the approval administrator may. */
export async function commentEntry(
  ports: Pick<Ports, 'store' | 'blobs' | 'clock' | 'ids'>,
  input: { company: string; entryId: string; text: string; actor: Actor },
): Promise<CommentEntryResult> {
  const { company, actor } = input;
  const at = instantOf(ports.clock);
  return retryOnConflict(ports, async (): Promise<CommentEntryResult> => {
    const entry = await entryItems.get(ports.store, { company, id: input.entryId });
    if (!entry) return { kind: 'not-found' };
    const setup = await approvalUserItems.get(ports.store, { company, userId: actor.userId });
    const involved = [entry.value.approverId, entry.value.senderId].includes(actor.userId);
    if (!involved && !setup?.value.administrator) return { kind: 'not-yours' };
    const { comment: text, commentBlob } = await keepComment(ports, company, input.text);
    const comment = { userId: actor.userId, text, at, ...(commentBlob !== undefined && { textBlob: commentBlob }) };
    const there = entry.value.comments.some((said) => isSame(said, comment));
    if (there) return { kind: 'commented', entry: entry.value };
    const bytes = Buffer.byteLength(JSON.stringify([...entry.value.comments, comment]));
    if (bytes > MOST_COMMENT_BYTES) return { kind: 'full' };
    const commented: ApprovalEntry = { ...entry.value, comments: [...entry.value.comments, comment] };
    await ports.store.write([entryItems.update(entry, commented)]);
    return { kind: 'commented', entry: commented };
  });
}
