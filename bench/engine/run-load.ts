import { randomUUID } from 'node:crypto';
import { createEngine } from '../../local/engine/engine.ts';
import { openDatabase } from '../../local/store/database.ts';
import { openThreadedDatabase } from '../../local/store/threaded-database.ts';
import { systemClock } from '../../shared/adapters/system/system-clock.ts';
import { createSystemIdSource } from '../../shared/adapters/system/system-id-source.ts';
import { FIVE_STATES, inputOf } from './five-states.ts';

const DATABASE_THREAD = new URL('../../local/database-thread.ts', import.meta.url);

/** Runs executions, `connections` at a time, each from its start to the news of its end. Answers executions per second. */
export async function runLoad(load: { file: string; connections: number; executions: number }): Promise<number> {
  const database =
    load.file === ':memory:' ? openDatabase(load.file) : openThreadedDatabase(load.file, DATABASE_THREAD);
  const ended = new Map<string, () => void>();
  const engine = createEngine({
    database,
    clock: systemClock,
    ids: createSystemIdSource(systemClock),
    invokeFunction: async (_name, payload) => payload,
    onStatusChange: async ({ executionArn, status }) => {
      if (status !== 'SUCCEEDED') throw new Error(`${executionArn} ended as ${status}`);
      ended.get(executionArn)?.();
    },
  });
  await engine.startUp();
  const { stateMachineArn } = await engine.create({ name: 'five', definition: JSON.stringify(FIVE_STATES) });
  const { stateMachineVersionArn } = await engine.publish({ stateMachineArn });
  const runOne = async (n: number): Promise<void> => {
    const name = randomUUID();
    const arn = `${stateMachineArn.replace(':stateMachine:', ':execution:')}:${name}`;
    const over = new Promise<void>((resolve) => ended.set(arn, resolve));
    await engine.start({ stateMachineArn: stateMachineVersionArn, name, input: inputOf(n) });
    await over;
    ended.delete(arn);
  };
  const run = async (executions: number): Promise<number> => {
    let next = 0;
    const startedAt = performance.now();
    const worker = async (): Promise<void> => {
      while (next < executions) await runOne(next++);
    };
    await Promise.all(Array.from({ length: load.connections }, worker));
    return executions / ((performance.now() - startedAt) / 1_000);
  };
  // The first ones warm the compiler of JavaScript up.
  await run(Math.ceil(load.executions / 4));
  const perSecond = await run(load.executions);
  await engine.drain(1_000);
  await database.close();
  return perSecond;
}
