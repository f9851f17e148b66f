import type { z } from 'zod';
import { schemaProblems } from '../../contracts/schema-problems.ts';
import type { Json } from '../../domain/json/json.ts';
import type { Problem } from '../../domain/workflow/problem.ts';

/**
 * Checks the options of a step before anything runs. The value of a `{% %}` text is not known yet,
 * so whatever the schema says of such a place is not a problem.
 */
export function checkOptions(schema: z.ZodType, options: { readonly [option: string]: Json }): readonly Problem[] {
  const result = schema.safeParse(options);
  if (result.success) return [];
  const issues = result.error.issues.filter((issue) => !isExpression(valueAt(options, issue.path)));
  return schemaProblems(issues, { schema, value: options }).map((problem) =>
    problem.code === 'unknown-member'
      ? { ...problem, code: 'unknown-option', message: problem.message.replace('no member', 'no option') }
      : { ...problem, code: 'bad-option' },
  );
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
