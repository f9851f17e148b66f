import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startProcess } from './runtime-process.ts';

const LINE =
  /^Werkstroom needs Node 24; this is (\d+)\.\S+\. Start it with "npm start", which brings its own Node\.\n$/;

/** A program that says it is an older Node than the one that runs this test. */
const OLD = 'Object.defineProperty(process, "versions", { value: { ...process.versions, node: "20.19.0" } })';

describe('a Node that is too old', () => {
  it('is told from ours in one line, with exit code 1', async () => {
    const process = startProcess({
      environment: {},
      script: 'local/start.mjs',
      nodeOptions: ['--import', `data:text/javascript,${encodeURIComponent(OLD)}`],
    });
    expect(await process.ended).toBe(1);
    expect(LINE.exec(process.errors())?.[1]).toBe('20');
    expect(process.output()).toBe('');
  });

  const old = oldNode();
  it.skipIf(!old)('is told so by itself, where this machine has one', async () => {
    const process = startProcess({ environment: {}, script: 'local/start.mjs', executable: old ?? '' });
    expect(await process.ended).toBe(1);
    expect(process.errors()).toMatch(LINE);
  });
});

/** A Node below 24 on the path, if there is one. */
function oldNode(): string | undefined {
  const candidates = (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, 'node'));
  return candidates
    .filter((path) => existsSync(path))
    .find((path) => {
      const major = Number(/^v(\d+)/.exec(execFileSync(path, ['--version'], { encoding: 'utf8' }))?.[1]);
      return major >= 18 && major < 24;
    });
}
