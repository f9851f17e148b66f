import type { Json } from '../../shared/domain/json/json.ts';
import type { ForEachStep } from '../../shared/domain/workflow/definition.ts';
import { expressionText } from '../../shared/domain/workflow/expression-text.ts';
import { EXPRESSION_FUNCTIONS, RUN_VARIABLES } from '../../shared/domain/workflow/reserved-names.ts';
import { readExpression } from '../lint/read-expression.ts';
import { assignmentsOf, scopedSteps } from '../lint/step-scopes.ts';
import { DEFAULT_ITEM } from './default-item.ts';

/** The author's variables that the steps of a loop read and do not set themselves, in the order of their names. */
export function readFromOutside({ steps, result, as }: ForEachStep): readonly string[] {
  const inside = new Set(assignmentsOf(scopedSteps({ steps })).map(({ name }) => name));
  const texts = textsIn(JSON.parse(JSON.stringify([steps, result ?? null])) as Json);
  const used = texts.flatMap((text) => {
    const read = readExpression(expressionText(text) ?? '0');
    return read.kind === 'read' ? read.variables : [];
  });
  const known = new Set([...RUN_VARIABLES, as ?? DEFAULT_ITEM]);
  return [...new Set(used)]
    .filter((name) => !inside.has(name) && !known.has(name) && !EXPRESSION_FUNCTIONS.has(name))
    .sort();
}

function textsIn(value: Json): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
