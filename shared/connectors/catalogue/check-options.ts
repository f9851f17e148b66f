import type { z } from 'zod';
import type { Json } from '../../domain/json/json.ts';
import type { Problem } from '../../domain/workflow/problem.ts';

/**
 * Checks the options of a step before anything runs. The value of a `{% %}` text is not known yet,
 * so whatever the schema says of such a place is not a problem.
 */
export function checkOptions(schema: z.ZodType, options: { readonly [option: string]: Json }): readonly Problem[] {
  const result = schema.safeParse(options);
  if (result.success) return [];
  return result.error.issues
    .filter((issue) => !isExpression(valueAt(options, issue.path)))
    .map((issue) => ({
      code: issue.code === 'unrecognized_keys' ? 'unknown-option' : 'bad-option',
      severity: 'error',
      pointer: issue.path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join(''),
      message: issue.message,
    }));
}

/** True for a text that is evaluated when the step runs. */
export function isExpression(value: unknown): boolean {
  return typeof value === 'string' && /^\{%[\s\S]*%\}$/.test(value.trim());
}

function valueAt(options: unknown, path: readonly PropertyKey[]): unknown {
  let value = options;
  for (const part of path) {
    if (isExpression(value)) return value;
    value = typeof value === 'object' && value !== null ? Reflect.get(value, part) : undefined;
  }
  return value;
}
