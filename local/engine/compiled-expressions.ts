import jsonata from 'jsonata';
import { addAwsFunctions, type ChanceSource } from '../../shared/adapters/jsonata/aws-functions.ts';
import { type DirectReading, directReadingOf } from './direct-reading.ts';
import type { ExpressionGuard } from './expression-guard.ts';

/** An expression of a state machine, ready to be evaluated. */
export interface CompiledExpression {
  /** As it stands between `{%` and `%}`. */
  readonly text: string;
  readonly expression: jsonata.Expression;
  /** Absent when only JSONata itself can evaluate it. */
  readonly direct: DirectReading | undefined;
}

const EXPRESSION = /^\{%([\s\S]*)%\}$/;
const KEPT_EXPRESSIONS = 2_000;

/** The text between `{%` and `%}`, or undefined for a plain text. */
export function expressionIn(text: string): string | undefined {
  return EXPRESSION.exec(text)?.[1]?.trim();
}

/** Compiles expressions under a guard, and keeps them. What it answers is undefined for a plain text. */
export function createCompiledExpressions(
  world: ChanceSource,
  guard: Pick<ExpressionGuard, 'watch'>,
): (template: string) => CompiledExpression | undefined {
  const compiled = new Map<string, CompiledExpression>();
  return (template) => {
    const known = compiled.get(template);
    if (known) return known;
    const text = expressionIn(template);
    if (text === undefined) return undefined;
    const expression = jsonata(text);
    addAwsFunctions(expression, world);
    guard.watch(expression);
    const oldest = compiled.keys().next().value;
    if (compiled.size >= KEPT_EXPRESSIONS && oldest !== undefined) compiled.delete(oldest);
    const made = { text, expression, direct: directReadingOf(expression) };
    compiled.set(template, made);
    return made;
  };
}
