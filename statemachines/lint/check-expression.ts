import { didYouMean } from '../../shared/domain/workflow/did-you-mean.ts';
import { expressionText } from '../../shared/domain/workflow/expression-text.ts';
import type { Problem } from '../../shared/domain/workflow/problem.ts';
import { EXPRESSION_FUNCTIONS } from '../../shared/domain/workflow/reserved-names.ts';
import { error, meant, warning } from './found.ts';
import { readExpression } from './read-expression.ts';

/** Checks a text that may be an expression: its form, its syntax, and that all variables and functions exist. */
export function checkText(text: string, pointer: string, variables: ReadonlySet<string>): Problem[] {
  const expression = expressionText(text);
  if (expression !== undefined) return checkSource(expression, { text, pointer }, variables);
  if (text.trimStart().startsWith('{%')) {
    return [
      error(
        'expression-not-closed',
        { pointer, hint: 'Write {% first and %} last, and nothing outside of them.' },
        'An expression starts with {% and ends with %}, with nothing around it.',
      ),
    ];
  }
  if (!text.includes('{%')) return [];
  const hint = 'Make the whole text an expression, such as {% "Order " & $record.id %}.';
  return [warning('expression-in-text', { pointer, hint }, 'The {% %} inside this text is not evaluated.')];
}

/** As {@link checkText}, where only an expression makes sense. */
export function checkExpression(text: string, pointer: string, variables: ReadonlySet<string>): Problem[] {
  if (expressionText(text) !== undefined) return checkText(text, pointer, variables);
  return [
    error('expression-expected', { pointer, hint: `Write {% ${text} %}.` }, 'It must be an expression in {% and %}.'),
  ];
}

function checkSource(
  expression: string,
  place: { text: string; pointer: string },
  variables: ReadonlySet<string>,
): Problem[] {
  const { pointer } = place;
  const read = readExpression(expression);
  if (read.kind === 'syntaxError') {
    const position = read.position + place.text.indexOf(expression, 2);
    const hint = 'It must be JSONata (https://docs.jsonata.org), such as {% $record.fields.amount > 1000 %}.';
    return [error('expression-syntax', { pointer, hint }, `Character ${position}: ${read.message}.`)];
  }
  return read.variables.flatMap((name) => variableProblem(name, pointer, variables) ?? []);
}

function variableProblem(name: string, pointer: string, variables: ReadonlySet<string>): Problem | undefined {
  if (name === 'states') {
    const hint = 'Use $event, $record, $inputs, $run or the id of a step.';
    return error('states-refused', { pointer, hint }, '$states is not available: it would show task tokens.');
  }
  if (name === 'eval')
    return error('eval-refused', { pointer, hint: 'Write the expression itself.' }, '$eval is not available.');
  if (variables.has(name) || EXPRESSION_FUNCTIONS.has(name)) return undefined;
  const similar = didYouMean(name, [...variables, ...EXPRESSION_FUNCTIONS])?.replace(/^/, '$');
  const hint = meant(similar) ?? `Variables here are ${[...variables].map((known) => `$${known}`).join(', ')}.`;
  return error('unknown-variable', { pointer, hint }, `There is no variable or function $${name} here.`);
}
