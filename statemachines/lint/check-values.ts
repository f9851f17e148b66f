import type { Json } from '../../shared/domain/json/json.ts';
import { jsonPointer } from '../../shared/domain/workflow/json-pointer.ts';
import type { Problem } from '../../shared/domain/workflow/problem.ts';
import { checkText } from './check-expression.ts';

/** Checks all texts of a value, at any depth. */
export function checkValues(value: Json | undefined, pointer: string, variables: ReadonlySet<string>): Problem[] {
  if (typeof value === 'string') return checkText(value, pointer, variables);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) =>
    checkValues(member, `${pointer}${jsonPointer([name])}`, variables),
  );
}
