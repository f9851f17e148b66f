import type { BlobStore } from '../../ports/blob-store.ts';
import { type Clock, instantOf } from '../../ports/clock.ts';
import type { DeadLetters } from '../../ports/dead-letters.ts';
import { type Item, type ItemStore, UnknownOutcomeError, WriteConflictError } from '../../ports/item-store.ts';
import type { Queue } from '../../ports/queue.ts';
import { blobNameOf, keepLetter, keyOfLetter, LETTERS, storedLetterOf } from './dead-letter-items.ts';
import { withBody } from './letter-bodies.ts';

/** What the dead letters are made of. */
export interface DeadLetterPorts {
  readonly store: ItemStore;
  readonly queue: Queue;
  readonly blobs: BlobStore;
  readonly clock: Clock;
}

/** Whoever puts a letter back has this long; then its process has ended, and somebody else may. SQS knows a message again for 5 minutes. */
const REDRIVE_MILLISECONDS = 60_000;

/** The dead letters among the items: SQS can neither list its messages nor find one, and forgets them after 14 days. */
export function createItemDeadLetters(ports: DeadLetterPorts): DeadLetters {
  const { store, blobs } = ports;
  return {
    async list({ limit, cursor }) {
      const query = { index: 'base' as const, partition: LETTERS, limit };
      const page = await store.query({ ...query, ...(cursor !== undefined && { cursor }) });
      const items = await Promise.all(page.items.map((item) => withBody(blobs, storedLetterOf(item))));
      return { items, ...(page.next !== undefined && { next: page.next }) };
    },
    async get(id) {
      const item = id === '' ? undefined : await store.get(keyOfLetter(id));
      return item && withBody(blobs, storedLetterOf(item));
    },
    async redrive(id) {
      const item = id === '' ? undefined : await store.get(keyOfLetter(id));
      const version = item && (await claimed(ports, item));
      if (!item || version === undefined) return false;
      await putBack(ports, item).catch(async (error: unknown) => {
        await store.write([keepLetter(storedLetterOf(item), version)]);
        throw error;
      });
      await store.write([{ kind: 'delete', key: item.key, expect: { version } }]);
      if (storedLetterOf(item).body === undefined) await blobs.delete(blobNameOf(storedLetterOf(item)));
      return true;
    },
  };
}

/** The version of the letter once it is ours alone to put back, or undefined when it is somebody else's. */
async function claimed({ store, clock }: DeadLetterPorts, item: Item): Promise<number | undefined> {
  const letter = storedLetterOf(item);
  if (letter.redrivingUntil !== undefined && letter.redrivingUntil > instantOf(clock)) return undefined;
  const redrivingUntil = new Date(clock.now() + REDRIVE_MILLISECONDS).toISOString();
  try {
    await store.write([keepLetter({ ...letter, redrivingUntil }, item.version)]);
    return item.version + 1;
  } catch (error) {
    if (error instanceof WriteConflictError || error instanceof UnknownOutcomeError) return undefined;
    throw error;
  }
}

/** First into the queue, then out of the letters: what comes between may double the message, which its handler bears, and never loses it. */
async function putBack({ queue, blobs }: DeadLetterPorts, item: Item): Promise<void> {
  const { queue: name, body, group, id } = await withBody(blobs, storedLetterOf(item));
  await queue.send(name, { body, ...(group !== undefined && { group }), deduplicationId: `redrive-${id}` });
}
