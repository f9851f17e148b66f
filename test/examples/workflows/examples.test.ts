import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { shippedCompiler } from '../../../cli/installation.ts';
import { evaluateExpression } from '../../../shared/adapters/jsonata/evaluate-expression.ts';
import { simulationStubs } from '../../../shared/connectors/simulation-stubs.ts';
import type { StoredEvent } from '../../../shared/domain/event/event.ts';
import type { Json, JsonObject } from '../../../shared/domain/json/json.ts';
import { simulate } from '../../../shared/domain/simulation/simulate.ts';
import type { Choices } from '../../../shared/domain/simulation/simulation.ts';
import { definitionOf } from '../../statemachines/support/definitions.ts';
import { machineFaults } from '../../statemachines/support/machine-faults.ts';

const FOLDER = new URL('../../../examples/workflows/', import.meta.url);
const FILES = readdirSync(FOLDER).filter((file) => file.endsWith('.yaml'));
const NOW = Date.parse('2026-03-02T08:00:00Z');

const definitionIn = (file: string) => definitionOf(readFileSync(new URL(file, FOLDER), 'utf8'));

test('there are at least twelve, of every kind', () => {
  expect(FILES.length).toBeGreaterThanOrEqual(12);
  const kinds = new Set(FILES.map((file) => definitionIn(file).kind));
  expect([...kinds].sort()).toEqual(['approval', 'automated', 'instant', 'scheduled']);
});

test.each(FILES)('%s is valid and compiles to a sound machine', (file) => {
  const compiler = shippedCompiler();
  expect(compiler.validate(definitionIn(file), [])).toEqual([]);
  expect(machineFaults(JSON.parse(compiler.compile(definitionIn(file)).machine))).toEqual([]);
});

interface Story {
  readonly file: string;
  readonly fields?: JsonObject;
  readonly lines?: JsonObject[];
  readonly previous?: JsonObject;
  readonly inputs?: JsonObject;
  readonly choices?: Choices;
  /** Whom messages go to, in order; absent where it does not start. */
  readonly tells?: readonly string[];
  readonly outcome?: string;
}

const STORIES: readonly Story[] = [
  { file: 'po-by-amount', fields: { documentType: 'Order', status: 'Open', amount: 1200 }, tells: [] },
  { file: 'po-by-amount', fields: { documentType: 'Order', status: 'Open', amount: 900 } },
  {
    file: 'fixed-assets',
    fields: { documentType: 'Order', status: 'Open' },
    lines: [{ type: 'Item' }, { type: 'Fixed Asset' }],
    tells: [],
  },
  { file: 'fixed-assets', fields: { documentType: 'Order', status: 'Open' }, lines: [{ type: 'Item' }] },
  {
    file: 'price-up',
    fields: { unitPrice: 120, description: 'Bike' },
    previous: { unitPrice: 100 },
    tells: ['manager'],
  },
  { file: 'price-up', fields: { unitPrice: 105 }, previous: { unitPrice: 100 } },
  { file: 'new-vendor', fields: {}, tells: ['purchaser', 'manager'] },
  { file: 'new-vendor', fields: {}, choices: { screened: ['timeout'] }, tells: ['purchaser', 'manager', 'manager'] },
  { file: 'new-vendor', fields: {}, choices: { screened: [1] }, tells: ['purchaser', 'manager'], outcome: 'cancelled' },
  {
    file: 'credit-by-country',
    fields: { name: 'A', blocked: '', creditLimitLcy: 20, countryRegionCode: 'DE' },
    previous: { creditLimitLcy: 10 },
    tells: ['director'],
  },
  {
    file: 'credit-by-country',
    fields: { name: 'A', creditLimitLcy: 20 },
    previous: { creditLimitLcy: 10 },
    tells: ['admin'],
  },
  { file: 'credit-by-country', fields: { name: 'A', creditLimitLcy: 5 }, previous: { creditLimitLcy: 10 } },
  {
    file: 'order-lines',
    fields: { documentType: 'Order' },
    lines: [
      { type: 'Item', no: 'A', quantity: 60 },
      { type: 'Resource', no: 'R', quantity: 9 },
      { type: 'Item', no: 'B', quantity: 40 },
    ],
    tells: ['warehouse@cronus.example', 'warehouse@cronus.example', ''],
  },
  { file: 'order-lines', fields: { documentType: 'Order' }, lines: [{ type: 'Item', no: 'A', quantity: 99 }] },
  { file: 'release-or-tell', fields: { documentType: 'Order', status: 'Open', amount: 200 }, tells: [] },
  { file: 'call-back', fields: {}, inputs: { reason: 'price', urgent: true }, tells: ['', 'manager'] },
  { file: 'call-back', fields: {}, inputs: { reason: 'price' }, tells: ['', 'purchaser'] },
  { file: 'overdue-weekly', fields: {}, tells: [] },
  {
    file: 'journal-close',
    fields: {},
    choices: { posting: ['timeout', 'timeout', 'timeout'] },
    tells: ['manager', 'manager', 'manager', 'director'],
  },
  { file: 'journal-close', fields: {}, choices: { posting: ['timeout', 0] }, tells: ['manager'] },
  {
    file: 'own-entity',
    fields: { priority: 'High', team: 'North', hoursOpen: '5', subject: 'Broken' },
    tells: ['purchaser', 'manager', 'manager'],
  },
  { file: 'own-entity', fields: { priority: 'High', team: 'TESTERS', hoursOpen: '5' } },
  {
    file: 'item-block',
    fields: { type: 'Inventory', blocked: false, inventory: 9, description: 'Bike' },
    previous: { inventory: 12 },
    tells: ['purchaser'],
  },
  { file: 'item-block', fields: { type: 'Inventory', blocked: false, inventory: 8 }, previous: { inventory: 9 } },
  { file: 'stock-count', fields: { inventory: 4 }, tells: ['manager'] },
  { file: 'stock-count', fields: { inventory: 4 }, choices: { counted: ['notDone'] }, tells: ['director'] },
  {
    file: 'stock-count',
    fields: { inventory: 4 },
    choices: { counted: ['timeout'] },
    tells: ['director'],
    outcome: 'cancelled',
  },
  { file: 'stock-count', fields: { inventory: 10 } },
  { file: 'vendor-bank', fields: { iban: 'DE1' }, previous: { iban: 'DE2' }, tells: ['purchaser'] },
  {
    file: 'vendor-bank',
    fields: { iban: 'DE1' },
    previous: { iban: 'DE2' },
    choices: { check: ['timeout'] },
    tells: ['director'],
    outcome: 'cancelled',
  },
  {
    file: 'posted-invoice',
    fields: { documentType: 'Invoice', amount: 6000, dueDate: '2026-04-01' },
    tells: ['manager'],
  },
];

describe('simulated', () => {
  test.each(STORIES.map((story, index) => [`${story.file}, story ${index + 1}`, story] as const))(
    '%s',
    async (_, story) => {
      const { file, fields = {}, lines, previous, inputs, choices, tells, outcome = 'succeeded' } = story;
      const record = { entity: 'any', id: '1', source: 'erp', fields, ...(lines && { lines }) };
      const stubs = simulationStubs();
      const definition = definitionIn(`${file}.yaml`);
      const simulation = await simulate({
        definition,
        facts: {
          event: {
            id: 'e',
            type: 'event' in definition.on ? definition.on.event : 'any.thing',
            source: 'erp',
            record,
            ...(previous && { previous: { fields: previous } }),
          },
          record,
          ...(previous && { previous }),
          now: NOW,
        },
        record,
        ...(inputs && { inputs }),
        ...(choices && { choices }),
        evaluate,
        isCommand: stubs.isCommand,
        sharedCalls: [],
        stub: stubs.stubFor({} as StoredEvent),
      });
      expect(simulation.starts).toBe(tells !== undefined);
      if (!tells) return;
      expect(simulation.outcome).toEqual({ status: outcome });
      expect(simulation.messages.map(({ options }) => options.to ?? '')).toEqual(tells);
    },
  );
});

async function evaluate(expression: string, bindings: JsonObject): Promise<Json> {
  const answer = await evaluateExpression({ expression, bindings });
  if (answer.kind !== 'value') throw new Error(answer.message);
  return JSON.parse(answer.json) as Json;
}
