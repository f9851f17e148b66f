import { readFile } from 'node:fs/promises';
import { FileError } from './shell.ts';

/** Why a file can not be read or written, for people, by Node's code. */
const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder.',
  ENOTDIR: 'there is no such file or folder.',
  EISDIR: 'it is a folder.',
  EACCES: 'you may not.',
  EPERM: 'you may not.',
  ENOSPC: 'there is no room left.',
  ERR_FS_FILE_TOO_LARGE: 'it is too large.',
};

/** The text of a file; `-` is what is piped in. @throws FileError */
export async function readTextFile(file: string): Promise<string> {
  try {
    return decodedText(await readFile(file === '-' ? '/dev/stdin' : file), file);
  } catch (error) {
    throw fileError(`${file} can not be read`, error);
  }
}

/**
 * Bytes as text: UTF-8, or what a byte order mark says. Business Central exports UTF-16.
 *
 * @throws FileError where they are no text.
 */
export function decodedText(bytes: Uint8Array, file: string): string {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    if (!text.includes('\0')) return text;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
  }
  throw new FileError(`${file} is no text: it must be YAML, JSON or XML in UTF-8 or UTF-16.`);
}

/** A fault of Node as people read it. */
export function fileError(what: string, error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error)) return error;
  return new FileError(`${what}: ${REASONS[String(error.code)] ?? error.message}`);
}
