import { depthProblems } from '../contracts/definition-limits.ts';
import type { JsonObject } from '../domain/json/json.ts';

const CODE = /^\S(?:.{0,18}\S)?$/;

/** A definition of any form that can be kept as a draft: an object of bounded depth with a code of 1 to 20 characters. */
export function readDraft(written: unknown): (JsonObject & { code: string }) | undefined {
  if (typeof written !== 'object' || written === null || Array.isArray(written)) return undefined;
  if (!('code' in written) || typeof written.code !== 'string' || !CODE.test(written.code)) return undefined;
  return depthProblems(written).length === 0 ? (written as JsonObject & { code: string }) : undefined;
}
