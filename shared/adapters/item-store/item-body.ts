import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import type { JsonObject } from '../../domain/json/json.ts';
import { COMPRESS_ABOVE_BYTES, type Item, ItemTooLargeError, MAX_ITEM_BYTES } from '../../ports/item-store.ts';

/** A body as it is stored: JSON text, or the same text compressed by zstd. */
export type StoredBody = string | Uint8Array;

/** The stored form of an item's body, compressed above so many bytes. @throws ItemTooLargeError */
export function encodeBody(item: Item, compressAboveBytes = COMPRESS_ABOVE_BYTES): StoredBody {
  const text = JSON.stringify(item.body);
  // A character takes at most three bytes.
  if (text.length * 3 <= compressAboveBytes || Buffer.byteLength(text) <= compressAboveBytes) return text;
  const compressed = zstdCompressSync(text);
  if (compressed.byteLength > MAX_ITEM_BYTES) {
    throw new ItemTooLargeError(
      `A ${item.type} item takes ${compressed.byteLength} bytes compressed; the limit is ${MAX_ITEM_BYTES}.`,
    );
  }
  return compressed;
}

/** The body of a stored form. */
export function decodeBody(stored: StoredBody): JsonObject {
  const text = typeof stored === 'string' ? stored : zstdDecompressSync(stored).toString('utf8');
  const body: JsonObject = JSON.parse(text);
  return body;
}
