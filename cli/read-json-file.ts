import { parse } from 'yaml';
import type { JsonObject } from '../shared/domain/json/json.ts';
import { FileError, type Shell } from './shell.ts';

/** The object that a YAML or JSON file holds. @throws FileError */
export async function readJsonFile(shell: Pick<Shell, 'read'>, file: string): Promise<JsonObject> {
  const text = await shell.read(file);
  let value: unknown;
  try {
    value = parse(text);
  } catch (error) {
    throw new FileError(`${file} can not be read: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  throw new FileError(`${file} holds no object.`);
}
