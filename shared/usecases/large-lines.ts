import type { RecordEvent } from '../domain/event/event.ts';
import type { JsonObject } from '../domain/json/json.ts';
import { digestOf } from '../domain/run/run-id.ts';
import type { BlobStore } from '../ports/blob-store.ts';

/** Lines above this size are kept as a blob: an item holds 400 KB and a queue message 1 MiB at most. */
const LARGE_LINES_BYTES = 131_072;

/**
 * The event with the name of a blob in the place of lines that are too large to travel.
 *
 * @param bytes of the whole event as JSON: the lines are no larger than that.
 */
export function withoutLargeLines(event: RecordEvent, bytes: number): RecordEvent {
  if (bytes <= LARGE_LINES_BYTES) return event;
  const { lines, ...record } = event.record;
  const text = lines && JSON.stringify(lines);
  if (!text || Buffer.byteLength(text) <= LARGE_LINES_BYTES) return event;
  // By its content, so that another event with the same id can not change what was shown to somebody.
  const linesBlob = `lines/${digestOf(event.company, event.source, event.id, text)}.json`;
  return { ...event, record: { ...record, linesBlob } };
}

/** Keeps the lines of an event under the name that {@link withoutLargeLines} gave them, if it did. */
export async function storeLines(
  ports: { blobs: BlobStore },
  { event, blobName }: { event: RecordEvent; blobName: string | undefined },
): Promise<void> {
  const { lines } = event.record;
  if (!lines || blobName === undefined) return;
  await ports.blobs.put(blobName, Buffer.from(JSON.stringify(lines)), 'application/json');
}

/** The lines of a record, wherever they are kept; undefined when the source sent none. */
export async function loadLines(
  ports: { blobs: BlobStore },
  record: { lines?: readonly JsonObject[]; linesBlob?: string },
): Promise<readonly JsonObject[] | undefined> {
  if (!record.linesBlob) return record.lines;
  const blob = await ports.blobs.get(record.linesBlob);
  return blob && (JSON.parse(Buffer.from(blob.content).toString('utf8')) as JsonObject[]);
}
