import { describe, expect, it, test } from 'vitest';
import { validate } from '../../../statemachines/lint/validate.ts';
import { compiled } from '../support/compiled.ts';
import { definitionOf } from '../support/definitions.ts';
import { machineFaults } from '../support/machine-faults.ts';
import { smallCatalogue } from '../support/small-catalogue.ts';

const limited = (limits: string, kind = 'automated') =>
  definitionOf(`
code: LIMITED
kind: ${kind}
on: { event: item.modified }
limits: ${limits}
steps: [{ do: test.work }]
`);

const ALL = "{ atOnce: 3, onePer: '{% $record.fields.vendorNo %}', debounce: { for: PT5M }, perDay: 100 }";

test('all limits at once make a sound machine that anybody can read', () => {
  const machine = compiled(limited(ALL));
  expect(machineFaults(machine.parsed)).toEqual([]);
  expect(machine.listensTo).toEqual(['command.completed']);
  expect(Object.keys(machine.parsed.States)).toEqual(
    expect.arrayContaining([
      'Wait for a later event',
      'Count the runs of the day',
      'Wait for its turn',
      'Wait for its turn among those of the same value',
    ]),
  );
});

test('without limits nothing is added', () => {
  const { limits: _, ...definition } = limited(ALL);
  expect(Object.keys(compiled(definition).parsed.States)).toEqual(['Start', 'Work', 'Done']);
});

describe('limits that can not be', () => {
  it.each([
    ['{ onePer: vendorNo }', '/limits/onePer', 'expression-expected'],
    ["{ onePer: '{% $total %}' }", '/limits/onePer', 'unknown-variable'],
    ['{ debounce: { for: soon } }', '/limits/debounce/for', 'bad-duration'],
    ["{ debounce: { for: PT1M, per: '{% ( %}' } }", '/limits/debounce/per', 'expression-syntax'],
  ])('%s', (limits, pointer, code) => {
    expect(validate(limited(limits), smallCatalogue())).toMatchObject([{ pointer, code, severity: 'error' }]);
  });

  it('are those of approval workflows: they have at most one open run for each record anyhow', () => {
    const codes = validate(limited('{ atOnce: 1 }', 'approval'), smallCatalogue()).map(({ code }) => code);
    expect(codes).toContain('limits-not-available');
  });
});
