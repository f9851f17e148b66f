import { expect, test } from 'vitest';
import { createEngine } from '../../../local/engine/engine.ts';
import { JOURNAL_TABLES } from '../../../local/engine/journal-tables.ts';
import { openDatabase } from '../../../local/store/database.ts';
import type { Operation } from '../../../local/store/operation.ts';
import type { ExecutionStatusChange } from '../../../shared/ports/state-machines.ts';
import { createJumpingClock } from '../../support/jumping-clock.ts';
import { createSeededIdSource } from '../../support/seeded-id-source.ts';

const MACHINE = 'arn:aws:states:local:000000000000:stateMachine:M';
const ARN = 'arn:aws:states:local:000000000000:execution:M:run';
const AT = '2026-03-02T08:00:00.000Z';
/** How many statements made the tables before ends were told by reference. */
const STATEMENTS_THEN = 4;

const EXECUTION = {
  arn: ARN,
  machineArn: MACHINE,
  definition: `${MACHINE}#1`,
  name: 'run',
  status: 'SUCCEEDED',
  startedAt: AT,
  stoppedAt: AT,
  input: { a: 1 },
  output: [1],
  lastEventId: 2,
};
const LINES = [
  { id: 1, previousEventId: 0, type: 'ExecutionStarted', timestamp: AT, details: { input: '{"a":1}' } },
  { id: 2, previousEventId: 1, type: 'ExecutionSucceeded', timestamp: AT, details: { output: '[1]' } },
];
const CHANGE = {
  executionArn: ARN,
  stateMachineArn: MACHINE,
  name: 'run',
  status: 'SUCCEEDED',
  input: { a: 1 },
  output: [1],
};

/** Writes an execution that has ended, whose end is not told, as the journal did then. */
const writeAsThen: Operation<undefined, void> = {
  name: 'write',
  run(prepare) {
    const root = { id: '', status: 'succeeded', previousEventId: 2 };
    prepare(
      `insert into engine_execution (id, arn, machine_arn, status, due_at, has_task, state) values (1, ?, ?, 'SUCCEEDED', ?, 0, ?)`,
    ).run(ARN, MACHINE, Date.parse(AT) + 90 * 24 * 3_600_000, JSON.stringify({ execution: EXECUTION, root }));
    prepare('insert into engine_history_part values (1, 2, ?)').run(JSON.stringify(LINES));
    prepare('insert into engine_status_change (change) values (?)').run(JSON.stringify(CHANGE));
  },
};

test('what the journal of an earlier version holds is described, listed, shown and told', async () => {
  const database = openDatabase(':memory:');
  database.migrate('engine', JOURNAL_TABLES.slice(0, STATEMENTS_THEN));
  await database.transact(writeAsThen, undefined);
  const clock = createJumpingClock({ start: AT });
  const told: ExecutionStatusChange[] = [];
  const engine = createEngine({
    database,
    clock,
    ids: createSeededIdSource(),
    invokeFunction: async () => null,
    onStatusChange: async (change) => {
      told.push(change);
    },
  });
  await engine.startUp();
  await clock.advance(0);

  expect(told).toEqual([CHANGE]);
  expect(await engine.describe(ARN)).toMatchObject({ name: 'run', input: { a: 1 }, output: [1] });
  const { executions } = await engine.list({ stateMachineArn: MACHINE, limit: 10 });
  expect(executions).toMatchObject([{ executionArn: ARN, name: 'run', stoppedAt: AT }]);
  expect((await engine.history({ executionArn: ARN, limit: 10 })).events).toEqual(LINES);
  await engine.drain(0);
  await database.close();
});
