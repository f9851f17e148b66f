import type { RecordEvent } from '../domain/event/event.ts';
import type { JsonObject } from '../domain/json/json.ts';
import { digestOf } from '../domain/run/run-id.ts';
import type { BlobStore } from '../ports/blob-store.ts';

/** Lines above this size are kept as a blob: an item holds 400 KB and a queue message 1 MiB at most. */
const LARGE_LINES_BYTES = 131_072;

/** Moves the lines of a large record into a blob, and names it in their place. */
export async function storeLargeLines(ports: { blobs: BlobStore }, event: RecordEvent): Promise<RecordEvent> {
  const { lines, ...record } = event.record;
  const text = lines && JSON.stringify(lines);
  if (!text || Buffer.byteLength(text) <= LARGE_LINES_BYTES) return event;
  const linesBlob = `lines/${digestOf(event.company, event.source, event.id)}.json`;
  await ports.blobs.put(linesBlob, Buffer.from(text), 'application/json');
  return { ...event, record: { ...record, linesBlob } };
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
