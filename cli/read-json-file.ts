import { parse } from 'yaml';
import type { JsonObject } from '../shared/domain/json/json.ts';
import { type Shell, UsageError } from './shell.ts';

/** The object that a YAML or JSON file holds. @throws UsageError */
export async function readJsonFile(shell: Pick<Shell, 'read'>, file: string): Promise<JsonObject> {
  const text = await shell.read(file);
  let value: unknown;
  try {
    value = parse(text);
  } catch (error) {
    throw new UsageError(`${file} can not be read: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  throw new UsageError(`${file} holds no object.`);
}
