import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { copyDataFolder } from '../../cli/copy-data-folder.ts';
import { seedDemo } from '../../local/demo/seed-demo.ts';
import { startRuntime } from '../../local/runtime.ts';
import { createSilentLog } from '../support/silent-log.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'werkstroom-backup-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

const start = (dataFolder: string) => startRuntime({ port: 0, dataFolder, log: createSilentLog() });

/** The codes of the workflows that the administrator sees. */
async function workflowsAt(url: string): Promise<readonly string[]> {
  const post = { method: 'POST', headers: { 'content-type': 'application/json' } };
  const body = JSON.stringify({ user: 'admin', company: 'cronus' });
  const { token } = (await (await fetch(`${url}/local/token`, { ...post, body })).json()) as { token: string };
  const headers = { authorization: `Bearer ${token}` };
  const answer = await fetch(`${url}/api/v1/companies/cronus/workflows`, { headers });
  return ((await answer.json()) as { items: { code: string }[] }).items.map(({ code }) => code);
}

describe('a backup', () => {
  it('of a runtime that runs starts as that one was, for its owner only', async () => {
    const [data, copy] = [join(folder, 'data'), join(folder, 'copy')];
    const first = await start(data);
    await seedDemo(first);
    const before = await workflowsAt(first.url);
    expect(copyDataFolder(data, copy)).toBe('copied');
    await first.stop();
    expect(statSync(copy).mode & 0o077).toBe(0);
    expect(readdirSync(copy).some((name) => name.startsWith('lock'))).toBe(false);

    const second = await start(copy);
    expect(await workflowsAt(second.url)).toEqual(before);
    expect(before).toContain('POAPW-01');
    await second.stop();
  });

  it('goes into no folder that has something in it, and is made of no folder that is none of ours', async () => {
    expect(copyDataFolder(join(folder, 'nowhere'), join(folder, 'copy'))).toBe('nothing-there');
    const data = join(folder, 'data');
    const runtime = await start(data);
    await runtime.stop();
    expect(copyDataFolder(data, data)).toBe('not-empty');
    expect(copyDataFolder(data, folder)).toBe('not-empty');
  });
});
