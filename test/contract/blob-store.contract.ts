import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BlobStore } from '../../shared/ports/blob-store.ts';

/** A blob store under test. */
export interface BlobStoreHarness {
  readonly blobs: BlobStore;
  /** Opens another adapter on the same data. Absent where nothing outlives the adapter. */
  reopen?(): Promise<BlobStore>;
  dispose(): Promise<void>;
}

/** What every blob store must do. */
export function blobStoreContract(name: string, makeHarness: () => Promise<BlobStoreHarness>): void {
  describe(`BlobStore: ${name}`, () => {
    let harness: BlobStoreHarness;
    beforeEach(async () => {
      harness = await makeHarness();
    });
    afterEach(() => harness.dispose());
    const bytes = (text: string) => new TextEncoder().encode(text);
    const textOf = async (blob: string) => {
      const found = await harness.blobs.get(blob);
      return found && new TextDecoder().decode(found.content);
    };

    it('gives back content and type byte by byte', async () => {
      const content = Uint8Array.from({ length: 70_000 }, (_, n) => n % 256);
      await harness.blobs.put('records/cronus/106001=v2~a.bin', content, 'application/octet-stream; note="x\n"');
      const found = await harness.blobs.get('records/cronus/106001=v2~a.bin');
      expect(found?.contentType).toBe('application/octet-stream; note="x\n"');
      expect(found && Buffer.compare(found.content, content)).toBe(0);
    });

    it('keeps empty content', async () => {
      await harness.blobs.put('empty', new Uint8Array(), 'text/plain');
      expect(await harness.blobs.get('empty')).toEqual({ content: new Uint8Array(), contentType: 'text/plain' });
    });

    it('knows nothing of what was never put', async () => {
      expect(await harness.blobs.get('nothing/here')).toBeUndefined();
    });

    it('replaces content and type together', async () => {
      await harness.blobs.put('a', bytes('first'), 'text/plain');
      await harness.blobs.put('a', bytes('2'), 'text/html');
      expect(await harness.blobs.get('a')).toEqual({ content: bytes('2'), contentType: 'text/html' });
    });

    it('shows one of the contents, whole, when several are put at once', async () => {
      const contents = Array.from({ length: 10 }, (_, n) => String(n).repeat(20_000));
      const puts = contents.map((content) => harness.blobs.put('a', bytes(content), 'text/plain'));
      const readWhile = await Promise.all(Array.from({ length: 10 }, () => textOf('a')));
      await Promise.all(puts);
      for (const text of readWhile) expect(text === undefined || contents.includes(text)).toBe(true);
      expect(contents).toContain(await textOf('a'));
    });

    it('keeps a name apart from names below it', async () => {
      await harness.blobs.put('a', bytes('a'), 'text/plain');
      await harness.blobs.put('a/b', bytes('b'), 'text/plain');
      await harness.blobs.put('a/b/c', bytes('c'), 'text/plain');
      expect(await Promise.all(['a', 'a/b', 'a/b/c'].map(textOf))).toEqual(['a', 'b', 'c']);
      await harness.blobs.delete('a/b');
      expect(await Promise.all(['a', 'a/b', 'a/b/c'].map(textOf))).toEqual(['a', undefined, 'c']);
    });

    it('deletes, also what is not there', async () => {
      await harness.blobs.put('a', bytes('a'), 'text/plain');
      await harness.blobs.delete('a');
      await harness.blobs.delete('a');
      await harness.blobs.delete('never/was');
      expect(await harness.blobs.get('a')).toBeUndefined();
    });

    it.each([
      '',
      '/',
      'a/',
      '/a',
      'a//b',
      '.',
      '..',
      '../a',
      'a/../../b',
      'a/./b',
      'a\\b',
      'a b',
      'č',
      'a\0',
      '@a',
      '%2e%2e',
    ])('refuses the name %j', async (blob) => {
      await expect(harness.blobs.put(blob, bytes('x'), 'text/plain')).rejects.toThrow();
      await expect(harness.blobs.get(blob)).rejects.toThrow();
      await expect(harness.blobs.delete(blob)).rejects.toThrow();
    });

    it('still has what was put when it is opened again', async (context) => {
      if (!harness.reopen) return context.skip();
      await harness.blobs.put('a/b', bytes('kept'), 'text/plain');
      const reopened = await harness.reopen();
      expect(await reopened.get('a/b')).toEqual({ content: bytes('kept'), contentType: 'text/plain' });
    });
  });
}
