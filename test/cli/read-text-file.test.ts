import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { decodedText, readTextFile } from '../../cli/read-text-file.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'werkstroom-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('a file is read', () => {
  test('in UTF-8, and in UTF-16 as Business Central writes it', async () => {
    const file = join(folder, 'a.xml');
    for (const bytes of [
      Buffer.from('<Röot/>'),
      Buffer.from('\uFEFF<Röot/>'),
      Buffer.from('\uFEFF<Röot/>', 'utf16le'),
    ]) {
      await writeFile(file, bytes);
      expect(await readTextFile(file)).toBe('<Röot/>');
    }
    expect(decodedText(Buffer.from('\uFEFF<Röot/>', 'utf16le').swap16(), file)).toBe('<Röot/>');
  });

  test.each([
    ['bytes that are no UTF-8', Buffer.from([0x63, 0x6f, 0xff, 0x80])],
    ['a zero byte', Buffer.from('a\0b')],
  ])('but not %s', (_, bytes) => {
    expect(() => decodedText(bytes, 'picture.png')).toThrow('picture.png is no text');
  });

  test('and what can not be read says why, in words', async () => {
    await expect(readTextFile(join(folder, 'missing'))).rejects.toThrow(/can not be read: there is no such file/);
    await expect(readTextFile(folder)).rejects.toThrow(/can not be read: it is a folder/);
  });
});
