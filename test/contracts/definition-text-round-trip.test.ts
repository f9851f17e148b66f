import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseDefinitionText } from '../../shared/contracts/parse-definition-text.ts';
import { writeDefinitionText } from '../../shared/contracts/write-definition-text.ts';
import type { WorkflowDefinition } from '../../shared/domain/workflow/definition.ts';
import { templates } from '../../statemachines/templates/templates.ts';

const read = (text: string) =>
  parseDefinitionText(text).map((parsed) => ('definition' in parsed ? parsed.definition : parsed));

test.each(['yaml', 'json'] as const)('all templates come back from %s as they were', (format) => {
  const definitions = templates().map(({ definition }) => definition);
  expect(read(writeDefinitionText(definitions, format))).toEqual(definitions);
});

test.each(['yaml', 'json'] as const)('any texts and values come back from %s as they were', (format) => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.jsonValue({ maxDepth: 4 }), (text, value) => {
      const definition = JSON.parse(
        JSON.stringify({
          code: 'A',
          description: text,
          kind: 'automated',
          on: { event: 'item.modified', where: { record: { a: text } } },
          steps: [{ set: { value, text } }],
        }),
      ) as WorkflowDefinition;
      fc.pre(!JSON.stringify(definition).includes('__proto__'));
      expect(read(writeDefinitionText([definition], format))).toEqual([definition]);
    }),
    { numRuns: 500 },
  );
});
