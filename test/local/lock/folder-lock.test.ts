import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FolderLockedError, FolderNotWritableError, lockFolder } from '../../../local/lock/folder-lock.ts';

let parent = '';

beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'werkstroom-lock-'));
});

afterEach(() => {
  rmSync(parent, { recursive: true, force: true });
});

function faultOf(folder: string): Error | undefined {
  try {
    lockFolder(folder).release();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

describe('a data folder', () => {
  it('is made where it is missing, for its owner only', () => {
    const folder = join(parent, 'deeper', 'data');
    lockFolder(folder).release();
    expect(statSync(folder).mode & 0o777).toBe(0o700);
  });

  it('is taken once, and again after it was released', () => {
    const lock = lockFolder(parent);
    expect(faultOf(parent)).toBeInstanceOf(FolderLockedError);
    lock.release();
    expect(faultOf(parent)).toBeUndefined();
  });

  it('is refused to a second process in one line that says what to do, and free when the first one is killed', async () => {
    const holder = spawn(process.execPath, ['--expose-gc', new URL('hold-lock.ts', import.meta.url).pathname, parent]);
    await once(holder.stdout, 'data');
    const fault = faultOf(parent);
    expect(fault).toBeInstanceOf(FolderLockedError);
    expect(fault?.message).toContain(`${parent} is in use by another Werkstroom`);
    expect(fault?.message).not.toContain('\n');
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    expect(faultOf(parent)).toBeUndefined();
  });
});

describe('a data folder that can not be used is told from one that is taken, in one line', () => {
  it.each<readonly [string, (folder: string) => string]>([
    ['a file stands in its place', (folder) => fileAt(folder)],
    ['a file stands in the place of the folder around it', (folder) => join(fileAt(folder), 'data')],
    ['what should be its lock is a folder', (folder) => folderWith(folder, () => mkdirSync(join(folder, 'lock')))],
    [
      'what should be its lock is something else',
      (folder) => folderWith(folder, () => writeFileSync(join(folder, 'lock'), 'x'.repeat(5_000))),
    ],
  ])('%s', (_why, make) => {
    const folder = make(join(parent, 'data'));
    const fault = faultOf(folder);
    expect(fault).toBeInstanceOf(FolderNotWritableError);
    expect(fault?.message).toContain(`The data folder ${folder} can not be written: `);
    expect(fault?.message).not.toContain('\n');
  });

  it.skipIf(process.getuid?.() === 0)('it may only be read', () => {
    lockFolder(parent).release();
    chmodSync(join(parent, 'lock'), 0o444);
    chmodSync(parent, 0o555);
    expect(faultOf(parent)).toBeInstanceOf(FolderNotWritableError);
    chmodSync(parent, 0o755);
  });
});

function fileAt(path: string): string {
  writeFileSync(path, '');
  return path;
}

function folderWith(folder: string, fill: () => void): string {
  mkdirSync(folder);
  fill();
  return folder;
}
