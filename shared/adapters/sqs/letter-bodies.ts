import type { BlobStore } from '../../ports/blob-store.ts';
import type { DeadLetter } from '../../ports/dead-letters.ts';
import { blobNameOf, type StoredLetter } from './dead-letter-items.ts';

/** What an item certainly holds, even if it does not compress. A message may have 1 MiB. */
const MAX_BODY_BYTES = 300_000;

/** The form in which a letter is kept; a large body is put away first. */
export async function putAwayBody(blobs: BlobStore, letter: DeadLetter): Promise<StoredLetter> {
  if (Buffer.byteLength(letter.body) <= MAX_BODY_BYTES) return letter;
  const { body, ...rest } = letter;
  await blobs.put(blobNameOf(letter), Buffer.from(body), 'application/json');
  return rest;
}

/** The letter with its body. */
export async function withBody(blobs: BlobStore, { redrivingUntil: _, ...stored }: StoredLetter): Promise<DeadLetter> {
  if (stored.body !== undefined) return { ...stored, body: stored.body };
  const blob = await blobs.get(blobNameOf(stored));
  return { ...stored, body: blob ? Buffer.from(blob.content).toString('utf8') : '' };
}
