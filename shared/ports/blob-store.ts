/** Large content by name: lines of large records, attachments, run histories, exports. */
export interface BlobStore {
  /** Durable when it resolves; replaces what was there. Names are `/`-separated segments of letters, digits, `.`, `_`, `-`, `=`, `~`. */
  put(name: string, content: Uint8Array, contentType: string): Promise<void>;
  get(name: string): Promise<{ content: Uint8Array; contentType: string } | undefined>;
  /** No error when there is none. */
  delete(name: string): Promise<void>;
}
