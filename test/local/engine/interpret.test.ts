import { expect, it } from 'vitest';
import type { Machine } from '../../../local/engine/asl.ts';
import { type Happening, type Run, type Strand, taskOf } from '../../../local/engine/execution.ts';
import { createExpressions } from '../../../local/engine/expressions.ts';
import { interpret } from '../../../local/engine/interpret.ts';
import type { Environment } from '../../../local/engine/step.ts';
import { LONG_STORY } from './faults/long-story.ts';

const definition = LONG_STORY.machine('arn:aws:states:local:000000000000:stateMachine:child') as Machine;
const start = Date.parse('2026-03-02T08:00:00.000Z');

/** A world in which nothing is left to chance, as it is at a moment. */
function worldAt(now: number): Environment {
  let count = 0;
  const id = (): string => `${now}-${++count}`;
  return {
    expressions: createExpressions({ uuid: id, random: () => 0.5, now: () => now }),
    now,
    random: () => 0.5,
    newTaskId: id,
    newToken: (taskId) => `token of ${taskId}`,
  };
}

function frozen<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const member of Object.values(value)) frozen(member);
  }
  return value;
}

/** A run that nobody can change. */
function frozenRun(run: Run): Run {
  const refuse = (): never => {
    throw new Error('The interpreter changes what it was given.');
  };
  const strands = new Map(run.strands);
  for (const strand of strands.values()) frozen(strand);
  return { execution: frozen(run.execution), strands: Object.assign(strands, { set: refuse, delete: refuse }) };
}

function after(run: Run, changed: ReadonlyMap<string, Strand | undefined>): Map<string, Strand> {
  const strands = new Map(run.strands);
  for (const [id, strand] of changed) {
    if (strand) strands.set(id, strand);
    else strands.delete(id);
  }
  return strands;
}

/** What comes next: the first task that waits is answered, else time passes. */
function nextHappening(run: Run): Happening {
  const task = [...run.strands.values()].map(taskOf).find((one) => one !== undefined);
  if (!task) return { kind: 'due' };
  return { kind: 'taskSucceeded', taskId: task.id, output: { Payload: 1, Output: 'o' } };
}

it('gives the same for the same, and changes nothing of what it was given, all through a long story', async () => {
  frozen(definition);
  let run: Run = {
    execution: {
      arn: 'arn:aws:states:local:000000000000:execution:story:run',
      machineArn: 'arn:aws:states:local:000000000000:stateMachine:story',
      definition: 'story',
      name: 'run',
      status: 'RUNNING',
      startedAt: new Date(start).toISOString(),
      input: { a: 1 },
      lastEventId: 0,
    },
    strands: new Map(),
  };
  let happening: Happening = { kind: 'started', inputText: '{"a":1}' };
  let steps = 0;
  for (; run.execution.status === 'RUNNING' && steps < 100; steps++) {
    const now = start + steps * 60_000;
    const given = frozenRun(run);
    const once = await interpret(definition, given, { happening, environment: worldAt(now) });
    const again = await interpret(definition, given, { happening, environment: worldAt(now) });
    expect({ ...again.execution, changed: [...again.changed], history: again.history }).toEqual({
      ...once.execution,
      changed: [...once.changed],
      history: once.history,
    });
    run = { execution: once.execution, strands: after(run, once.changed) };
    happening = nextHappening(run);
  }
  expect(run.execution.status).toBe('SUCCEEDED');
  expect(steps).toBeGreaterThan(8);
});

it.each<Happening>([
  { kind: 'taskSucceeded', taskId: 'gone', output: 1 },
  { kind: 'taskFailed', taskId: 'gone' },
  { kind: 'taskSubmitted', taskId: 'gone', output: 1 },
  { kind: 'heartbeat', taskId: 'gone' },
  { kind: 'redriven' },
])('lets what concerns nothing that is there change nothing: $kind', async (happening) => {
  const machine: Machine = { StartAt: 'W', States: { W: { Type: 'Wait', Seconds: 10, End: true } } };
  const execution = { arn: 'a', machineArn: 'm', definition: 'd', name: 'n', input: {}, lastEventId: 0 };
  const begun: Run = {
    execution: { ...execution, status: 'RUNNING', startedAt: new Date(start).toISOString() },
    strands: new Map(),
  };
  const first = await interpret(machine, begun, {
    happening: { kind: 'started', inputText: '{}' },
    environment: worldAt(start),
  });
  const run = { execution: first.execution, strands: after(begun, first.changed) };
  const {
    execution: same,
    changed,
    history,
  } = await interpret(machine, run, { happening, environment: worldAt(start) });
  expect(same).toBe(run.execution);
  expect([changed.size, history.length]).toEqual([0, 0]);
});
