import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openFileSecrets, SecretsUnreadableError } from '../../local/secrets/file-secrets.ts';
import { createMemorySecrets } from '../support/memory-secrets.ts';
import { createSeededIdSource } from '../support/seeded-id-source.ts';
import { secretsContract } from './secrets.contract.ts';

secretsContract('file', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'secrets-'));
  const open = () => openFileSecrets({ folder, ids: createSeededIdSource() });
  return { secrets: await open(), reopen: open, dispose: async () => rmSync(folder, { recursive: true }) };
});

secretsContract('memory', async () => ({ secrets: createMemorySecrets(), dispose: async () => {} }));

describe('the files of secrets', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'secrets-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const open = () => openFileSecrets({ folder, ids: createSeededIdSource() });

  it('can be read by their owner only, and show no secret', async () => {
    const secrets = await open();
    await secrets.put('a', 'open sesame');
    expect(readdirSync(folder).toSorted()).toEqual(['secrets.json', 'secrets.key']);
    for (const file of readdirSync(folder)) {
      expect(statSync(join(folder, file)).mode & 0o777).toBe(0o600);
      expect(readFileSync(join(folder, file), 'utf8')).not.toContain('sesame');
    }
  });

  it('give no secret for another name than its own', async () => {
    await (await open()).put('a', 'open sesame');
    const file = join(folder, 'secrets.json');
    writeFileSync(file, readFileSync(file, 'utf8').replace('"a"', '"b"'));
    await expect((await open()).get('b')).rejects.toThrow(SecretsUnreadableError);
  });

  it('say so when the key is another', async () => {
    await (await open()).put('a', 'open sesame');
    writeFileSync(join(folder, 'secrets.key'), Buffer.alloc(32).toString('base64url'));
    await expect((await open()).get('a')).rejects.toThrow('secrets.key');
    writeFileSync(join(folder, 'secrets.key'), 'short');
    await expect(open()).rejects.toThrow(SecretsUnreadableError);
  });
});
