import type { Problem } from '../../shared/domain/workflow/problem.ts';
import type { Answer } from '../server.ts';

/** Answers that say no to one part and nothing about the others. */
export const REFUSALS = [400, 404, 409, 422] as const;

/** Why a server refused a part, in its own words; nothing where it did not. */
export function refusalIn({ status, body }: Answer): readonly string[] | undefined {
  if (status < 400) return undefined;
  const { title, detail, errors = [] } = Object(body);
  const lines = errors.map((error: { pointer?: string; detail?: string }) => `${error.pointer ?? ''}: ${error.detail}`);
  if (lines.length > 0) return lines;
  const problems = errorsIn(body);
  return problems.length > 0 ? problems : [detail ?? title ?? `The server answered ${status}.`];
}

/** What stands between a workflow and its being enabled. */
export function errorsIn(body: unknown): readonly string[] {
  const { problems = [] }: { problems?: readonly Problem[] } = Object(body);
  return problems
    .filter(({ severity }) => severity === 'error')
    .map(({ pointer, message }) => `${pointer || '/'}: ${message}`);
}
