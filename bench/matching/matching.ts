import { openDatabase } from '../../local/store/database.ts';
import { createSqliteItemStore } from '../../local/store/sqlite-item-store.ts';
import { WorkerExpressionEvaluator } from '../../shared/adapters/jsonata/worker-expression-evaluator.ts';
import { systemClock } from '../../shared/adapters/system/system-clock.ts';
import type { StoredEvent } from '../../shared/domain/event/event.ts';
import type { Conditions, WorkflowDefinition } from '../../shared/domain/workflow/definition.ts';
import type { EnabledWorkflow, WorkflowVersion } from '../../shared/domain/workflow/workflow.ts';
import type { BlobStore } from '../../shared/ports/blob-store.ts';
import type { ItemStore } from '../../shared/ports/item-store.ts';
import { enabledSetItems, workflowVersionItems } from '../../shared/repositories/workflow-items.ts';
import { matchWorkflows } from '../../shared/usecases/match-workflows.ts';
import { type Figure, quantile } from '../figure.ts';

const COMPANY = 'bench';
const EVENT = 'item.modified';
const ROUNDS = 40;
const WORKFLOWS = 400;
const FILTERS_EACH = 5;
const EXPRESSIONS = 200;
const OTHER_SETS = [10, 10_000, 100_000] as const;

/** What it costs to find the workflows that an event starts: the store and the conditions, nothing else. */
export async function measure(): Promise<readonly Figure[]> {
  const database = openDatabase(':memory:');
  const evaluator = new WorkerExpressionEvaluator();
  try {
    const store = createSqliteItemStore({ database, clock: systemClock });
    const ports = { store, evaluator, blobs: NO_BLOBS, clock: systemClock };
    const figures: Figure[] = [];
    let others = 0;
    for (const wanted of OTHER_SETS) {
      for (; others < wanted; others += 1) await enable(store, `thing${others}.changed`, [filtersOf(others)]);
      await enable(store, EVENT, [filtersOf(1)]);
      if (figures.length === 0) await costOf(ports);
      figures.push(...perUnit('one workflow on the event', await costOf(ports), `${wanted} enabled on other events`));
    }
    const one = await costOf(ports);
    await enable(
      store,
      EVENT,
      Array.from({ length: WORKFLOWS }, (_, index) => filtersOf(index)),
    );
    const many = await costOf(ports);
    const conditions = `${WORKFLOWS} workflows with ${FILTERS_EACH} filters on the event`;
    figures.push(...perUnit('each filter', shareOf(many, one, (WORKFLOWS - 1) * FILTERS_EACH), conditions));
    await enable(
      store,
      EVENT,
      Array.from({ length: EXPRESSIONS }, (_, index) => expressionOf(index)),
    );
    const expressions = await costOf(ports);
    const inWorker = `${EXPRESSIONS} on the event, in a worker`;
    figures.push(...perUnit('each JSONata expression', shareOf(expressions, one, EXPRESSIONS - 1), inWorker));
    return figures;
  } finally {
    await evaluator.close();
    await database.close();
  }
}

type MatchPorts = Parameters<typeof matchWorkflows>[0];

/** Microseconds of one matching: on the clock, and of all threads on the processors, which other programs do not disturb. */
interface Cost {
  readonly time: number;
  readonly processor: number;
}

async function costOf(ports: MatchPorts): Promise<Cost> {
  const times: number[] = [];
  const processor: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const startedAt = performance.now();
    const before = process.cpuUsage();
    await matchWorkflows(ports, EVENT_OF_BENCH);
    const { user, system } = process.cpuUsage(before);
    processor.push(user + system);
    times.push((performance.now() - startedAt) * 1_000);
  }
  return { time: quantile(times, 0.5), processor: quantile(processor, 0.5) };
}

function shareOf(many: Cost, one: Cost, count: number): Cost {
  return { time: (many.time - one.time) / count, processor: (many.processor - one.processor) / count };
}

function perUnit(name: string, { time, processor }: Cost, conditions: string): Figure[] {
  return [figure(name, time, 'µs', conditions), figure(`${name}, processor`, processor, 'µs', conditions)];
}

/** Half of the workflows match. */
function filtersOf(index: number): Conditions {
  return {
    record: {
      unitPrice: `>${index % 2 === 0 ? 100 : 10_000}`,
      no: '1*',
      type: 'Inventory|Service',
      blocked: false,
      dueDate: 't-3650d..',
    },
  };
}

function expressionOf(index: number): Conditions {
  return { expression: `{% $record.fields.unitPrice > ${index} and $contains($record.fields.no, "1") %}` };
}

let versions = 0;

async function enable(store: ItemStore, event: string, all: readonly Conditions[]): Promise<void> {
  const workflows: EnabledWorkflow[] = [];
  for (const where of all) {
    versions += 1;
    const workflowId = `w${versions}`;
    const code = `W${versions}`;
    const definition: WorkflowDefinition = {
      code,
      kind: 'automated',
      on: { event, where },
      steps: [{ do: 'records.restrict' }],
    };
    await store.write([workflowVersionItems.create(versionOf(workflowId, definition))]);
    workflows.push({ workflowId, code, kind: 'automated', version: 1, priority: 100 });
  }
  const before = await enabledSetItems.get(store, { company: COMPANY, event });
  await store.write([enabledSetItems.save(before, { company: COMPANY, event, workflows })]);
}

function versionOf(workflowId: string, definition: WorkflowDefinition): WorkflowVersion {
  return {
    company: COMPANY,
    workflowId,
    code: definition.code,
    version: 1,
    definition,
    stateMachineVersionArn: 'arn',
    machineHash: 'hash',
    listensTo: [],
    waits: {},
    states: {},
    publishedAt: '2026-01-01T00:00:00Z',
    publishedBy: 'bench',
  };
}

const EVENT_OF_BENCH: StoredEvent = {
  event: {
    company: COMPANY,
    source: 'erp',
    id: 'e',
    type: EVENT,
    time: '2026-01-01T00:00:00Z',
    receivedAt: '2026-01-01T00:00:00Z',
    record: {
      company: COMPANY,
      source: 'erp',
      entity: 'item',
      id: '1000',
      fields: { no: '1000', unitPrice: 500, type: 'Inventory', blocked: false, dueDate: '2026-01-31' },
    },
  },
  sequence: 1,
  status: 'received',
};

/** No record of this benchmark has lines. */
const NO_BLOBS: BlobStore = {
  put: refuse,
  get: refuse,
  delete: refuse,
};

function refuse(): never {
  throw new Error('There are no blobs in this benchmark.');
}

function figure(name: string, value: number, unit: string, conditions: string): Figure {
  return { bench: 'matching', name, value, unit, conditions };
}
