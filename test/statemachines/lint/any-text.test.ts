import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { WorkflowDefinition } from '../../../shared/domain/workflow/definition.ts';
import { validate } from '../../../statemachines/lint/validate.ts';
import { smallCatalogue } from '../support/small-catalogue.ts';

const CATALOGUE = smallCatalogue();

test('any text as expression, filter, event, duration or name ends in problems or none', () => {
  const token = fc.constantFrom(
    '{%',
    '%}',
    '$',
    '$states',
    '(',
    ')',
    '[',
    '/',
    '(a+)+',
    ':=',
    'function',
    '|',
    '..',
    "'",
    '"',
    '`',
    '^',
    '#$i',
    '@$v',
    '%',
  );
  const text = fc.array(fc.oneof(token, fc.string()), { maxLength: 20 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(text, (given) => {
      const definition: WorkflowDefinition = {
        code: given,
        kind: 'automated',
        on: {
          event: given,
          where: {
            record: { [given]: given },
            expression: `{%${given}%}`,
            change: { field: given, is: 'changed', by: given },
          },
        },
        inputs: { type: 'object', pattern: given },
        steps: [
          { id: given, do: given, with: { [given]: `{% ${given} %}`, x: given } },
          { when: [{ event: given, steps: [{ goto: given }] }], timeout: { after: given, steps: [] } },
          { set: { [given]: given } },
        ],
      };
      for (const problem of validate(definition, CATALOGUE)) expect(problem.message.length).toBeGreaterThan(0);
    }),
    { numRuns: 800 },
  );
});
