import { createCipheriv, createDecipheriv } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { segmentsOfName } from '../../shared/adapters/names/segmented-name.ts';
import type { IdSource } from '../../shared/ports/id-source.ts';
import type { Secrets } from '../../shared/ports/secrets.ts';
import { temporaryFileBeside, writeFileDurably } from '../blobs/write-file-durably.ts';

/** The key and the secrets do not fit together: one of the two files was exchanged or damaged. */
export class SecretsUnreadableError extends Error {
  override readonly name = 'SecretsUnreadableError';
}

const CIPHER = 'aes-256-gcm';
const KEY_BYTES = 32;
/** The length that NIST SP 800-38D recommends for GCM. */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Keeps secrets encrypted in `secrets.json`, under the key in `secrets.key`, both readable by their owner only. That keeps
 * them out of copies of the one file, not from somebody who can read the whole folder. One process at a time.
 */
export async function openFileSecrets(options: { folder: string; ids: IdSource }): Promise<Secrets> {
  const { folder, ids } = options;
  const file = join(folder, 'secrets.json');
  const key = await readOrMakeKey(join(folder, 'secrets.key'), ids);
  const sealed = new Map<string, string>(Object.entries(await readSealed(file)));
  /** What was decrypted before: webhooks need the same secret again and again. */
  const opened = new Map<string, string>();
  let lastWrite = Promise.resolve();

  /** One write after the other: the last one started must be the last one on the disk. */
  const save = (): Promise<void> => {
    lastWrite = lastWrite
      .catch(() => {})
      .then(() => {
        const content = Buffer.from(JSON.stringify(Object.fromEntries(sealed), null, 1));
        return writeFileDurably(file, content, { temporaryFile: temporaryFileBeside(file, ids.newId()) });
      });
    return lastWrite;
  };

  return {
    async get(name) {
      segmentsOfName(name);
      const found = sealed.get(name);
      if (found === undefined) return undefined;
      const value = opened.get(name) ?? unseal(found, { key, name });
      opened.set(name, value);
      return value;
    },
    async put(name, value) {
      segmentsOfName(name);
      opened.delete(name);
      const nonce = Buffer.from(ids.newSecret(NONCE_BYTES), 'base64url');
      sealed.set(name, seal(value, { key, name, nonce }));
      await save();
    },
    async delete(name) {
      segmentsOfName(name);
      opened.delete(name);
      if (sealed.delete(name)) await save();
    },
  };
}

/** Nonce, tag and encrypted text. The name is authenticated too, so that no secret can be passed off as another. */
function seal(value: string, { key, name, nonce }: { key: Buffer; name: string; nonce: Buffer }): string {
  const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES }).setAAD(Buffer.from(name));
  const encrypted = Buffer.concat([cipher.update(value, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), encrypted]).toString('base64url');
}

function unseal(sealed: string, { key, name }: { key: Buffer; name: string }): string {
  const bytes = Buffer.from(sealed, 'base64url');
  const nonce = bytes.subarray(0, NONCE_BYTES);
  const tag = bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES);
  try {
    const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES })
      .setAAD(Buffer.from(name))
      .setAuthTag(tag);
    const encrypted = bytes.subarray(NONCE_BYTES + TAG_BYTES);
    return Buffer.concat([decipher.update(encrypted), decipher.final()]).toString('utf8');
  } catch (error) {
    throw new SecretsUnreadableError(`The secret ${name} cannot be decrypted with secrets.key.`, { cause: error });
  }
}

async function readOrMakeKey(path: string, ids: IdSource): Promise<Buffer> {
  const present = await readFile(path, 'utf8').catch(absent);
  if (present !== undefined) {
    const key = Buffer.from(present.trim(), 'base64url');
    if (key.byteLength !== KEY_BYTES) throw new SecretsUnreadableError(`${path} does not hold a key.`);
    return key;
  }
  const made = ids.newSecret(KEY_BYTES);
  await writeFileDurably(path, Buffer.from(`${made}\n`), { temporaryFile: temporaryFileBeside(path, ids.newId()) });
  return Buffer.from(made, 'base64url');
}

async function readSealed(path: string): Promise<Record<string, string>> {
  const text = await readFile(path, 'utf8').catch(absent);
  const sealed: Record<string, string> = text === undefined ? {} : JSON.parse(text);
  return sealed;
}

function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}
