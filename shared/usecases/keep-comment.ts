import type { ApprovalEntry, EntryComment } from '../domain/approval/approval.ts';
import { digestOf } from '../domain/run/run-id.ts';
import type { BlobStore } from '../ports/blob-store.ts';

/** A comment of more characters is kept as a blob. Its beginning stands in the entry, and is what events, mails and the audit trail carry. */
const MOST_CHARACTERS = 1_000;

/** A comment as an entry holds it. */
export interface KeptComment {
  readonly comment: string;
  /** Holds the whole text where `comment` is only its beginning. */
  readonly commentBlob?: string;
}

/** Keeps what somebody says: an item holds 400 KB, and texts have no limit but that of a request. */
export async function keepComment(ports: { blobs: BlobStore }, company: string, text: string): Promise<KeptComment> {
  if (text.length <= MOST_CHARACTERS) return { comment: text };
  // By its content, so that whoever says the same again changes nothing.
  const commentBlob = `comments/${company}/${digestOf(company, text)}.txt`;
  await ports.blobs.put(commentBlob, Buffer.from(text), 'text/plain; charset=utf-8');
  // No character is cut in two.
  const beginning = text.slice(0, MOST_CHARACTERS).replace(/[\uD800-\uDBFF]$/, '');
  return { comment: `${beginning} …`, commentBlob };
}

/** The entries with the whole texts of their comments, as far as these have not more than so many bytes together. */
export async function withWholeComments(
  ports: { blobs: BlobStore },
  entries: readonly ApprovalEntry[],
  mostBytes: number,
): Promise<readonly ApprovalEntry[]> {
  let room = mostBytes;
  const whole = async (comment: EntryComment): Promise<EntryComment> => {
    if (comment.textBlob === undefined || room <= 0) return comment;
    const blob = await ports.blobs.get(comment.textBlob);
    if (!blob || blob.content.length > room) return comment;
    room -= blob.content.length;
    return { userId: comment.userId, text: Buffer.from(blob.content).toString('utf8'), at: comment.at };
  };
  const shown: ApprovalEntry[] = [];
  for (const entry of entries) {
    const comments: EntryComment[] = [];
    for (const comment of entry.comments) comments.push(await whole(comment));
    shown.push({ ...entry, comments });
  }
  return shown;
}

/** A comment as people see it; `shortened` where its text goes on. */
export function commentView({ textBlob, ...comment }: EntryComment): EntryComment & { readonly shortened?: true } {
  return textBlob === undefined ? comment : { ...comment, shortened: true };
}
