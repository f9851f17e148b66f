import jsonata from 'jsonata';

/** What an expression asks for, or why it is none. `position` counts characters from 1. */
export type ReadExpression =
  | { readonly kind: 'read'; readonly variables: readonly string[] }
  | { readonly kind: 'syntaxError'; readonly position: number; readonly message: string };

/** Parses JSONata without evaluating it, and lists the variables and functions that it takes from outside. */
export function readExpression(expression: string): ReadExpression {
  try {
    return { kind: 'read', variables: freeVariables(jsonata(expression).ast()) };
  } catch (error) {
    if (error instanceof RangeError) return { kind: 'syntaxError', position: 1, message: 'It is nested too deeply' };
    const { position, message } = Object(error);
    return { kind: 'syntaxError', position: Number(position ?? 1), message: String(message) };
  }
}

/** Names bound anywhere in the expression count as bound everywhere in it: a check that is too kind, never wrong. */
function freeVariables(tree: unknown): string[] {
  const used = new Set<string>();
  const bound = new Set<string>(['', '$']);
  const open: unknown[] = [tree];
  while (open.length > 0) {
    const node = open.pop();
    if (typeof node !== 'object' || node === null || node instanceof RegExp) continue;
    const { type, value, focus, index, lhs, arguments: parameters } = node as Record<string, unknown>;
    if (type === 'variable') used.add(String(value));
    if (type === 'bind') bound.add(nameOf(lhs));
    if (type === 'lambda' && Array.isArray(parameters))
      for (const parameter of parameters) bound.add(nameOf(parameter));
    if (type === 'index') bound.add(String(value));
    for (const name of [focus, index]) if (typeof name === 'string') bound.add(name);
    open.push(...Object.values(node));
  }
  return [...used].filter((name) => !bound.has(name)).sort();
}

function nameOf(variable: unknown): string {
  return String(Object(variable).value ?? '');
}
