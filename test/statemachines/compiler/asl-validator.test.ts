import { readdirSync, readFileSync } from 'node:fs';
import validate from 'asl-validator';
import { describe, expect, test } from 'vitest';
import { shippedCompiler } from '../../../cli/installation.ts';
import { templates } from '../../../statemachines/templates/templates.ts';
import { CASES } from '../reference/cases.ts';
import { SHORT_HISTORY } from '../reference/run-machine.ts';
import { compiled } from '../support/compiled.ts';
import { definitionOf, withSteps } from '../support/definitions.ts';
import { filled } from '../templates/filled.ts';

const EXAMPLES = new URL('../../../examples/workflows/', import.meta.url);

/** It takes no empty texts and no line breaks in values, which Step Functions does. */
function judged(machine: string): string[] {
  const plain = (_: string, value: unknown) => (typeof value === 'string' ? value.replaceAll('\n', ' ') || '-' : value);
  return validate(JSON.parse(machine, plain)).errors.map(({ Message }) => Message);
}

describe('asl-validator, a judge from outside, finds nothing in the machine', () => {
  test.each(CASES.map((one) => [one.name, one] as const))('of the case: %s', (_, { steps }) => {
    for (const history of [undefined, SHORT_HISTORY]) {
      expect(judged(compiled(withSteps(steps), history).machine)).toEqual([]);
    }
  });

  test.each(templates().map((template) => [template.code, template] as const))('of template %s', (_, template) => {
    expect(judged(shippedCompiler().compile(filled(template)).machine)).toEqual([]);
  });

  test.each(readdirSync(EXAMPLES).filter((file) => file.endsWith('.yaml')))('of example %s', (file) => {
    const definition = definitionOf(readFileSync(new URL(file, EXAMPLES), 'utf8'));
    expect(judged(shippedCompiler().compile(definition).machine)).toEqual([]);
  });
});

test('it would find a state that is missing', () => {
  const { parsed } = compiled(withSteps('- { do: test.work }'));
  expect(judged(JSON.stringify({ ...parsed, StartAt: 'nowhere' }))).not.toEqual([]);
});
