import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEngine, type Engine } from '../../../local/engine/engine.ts';
import { FunctionNotFoundError } from '../../../local/engine/task-workers.ts';
import { openDatabase } from '../../../local/store/database.ts';
import type { LocalDatabase } from '../../../local/store/local-database.ts';
import type { Json } from '../../../shared/domain/json/json.ts';
import type { ExecutionStatusChange } from '../../../shared/ports/state-machines.ts';
import { createJumpingClock, type JumpingClock } from '../../support/jumping-clock.ts';
import { createSeededIdSource } from '../../support/seeded-id-source.ts';

/** An engine on a file, with a clock that jumps, that can be killed and started again. */
export interface EngineHarness {
  engine: Engine;
  readonly machines: Engine;
  readonly clock: JumpingClock;
  readonly functions: Map<string, (payload: Json) => Promise<Json>>;
  readonly changes: ExecutionStatusChange[];
  /** Whether those who hear of ends answer with an error. */
  refuseChanges(refuses: boolean): void;
  pass(seconds: number): Promise<void>;
  /** Lets time go on until something is called or journalled, at most so long. */
  passToDeed(seconds: number): Promise<void>;
  /** Until nothing is called and nothing is journalled any more without time going on. */
  quiet(): Promise<void>;
  /** The process ends as with kill -9. */
  stop(): Promise<void>;
  /** The process starts again on the same file. */
  begin(): Promise<void>;
  /** Both. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

/** Starts an engine in a folder of its own, or in memory, which is faster and can not be started again. */
export async function startEngineHarness({ inMemory = false } = {}): Promise<EngineHarness> {
  const folder = mkdtempSync(join(tmpdir(), 'engine-'));
  let deeds = 0;
  const clock = createJumpingClock({ deeds: () => deeds });
  const ids = createSeededIdSource();
  const functions = new Map<string, (payload: Json) => Promise<Json>>();
  const changes: ExecutionStatusChange[] = [];
  let refuses = false;
  let database: LocalDatabase;
  const deed = <Result>(done: Promise<Result>): Promise<Result> => {
    deeds += 1;
    return done.finally(() => {
      deeds += 1;
    });
  };
  const start = async (): Promise<Engine> => {
    database = openDatabase(inMemory ? ':memory:' : join(folder, 'engine.sqlite'));
    const { transact } = database;
    const engine = createEngine({
      database: { ...database, transact: (operation, input) => deed(transact(operation, input)) },
      clock,
      ids,
      invokeFunction: async (name, payload) => {
        const found = functions.get(name);
        if (!found) throw new FunctionNotFoundError(`Function not found: ${name}`);
        return deed(found(payload));
      },
      onStatusChange: async (change) => {
        if (refuses) throw new Error('Nobody listens.');
        changes.push(change);
      },
    });
    await engine.startUp();
    return engine;
  };
  const harness: EngineHarness = {
    engine: await start(),
    get machines() {
      return harness.engine;
    },
    clock,
    functions,
    changes,
    refuseChanges(whether) {
      refuses = whether;
    },
    pass: (seconds) => clock.advance(seconds * 1000),
    passToDeed: (seconds) => clock.advanceToDeed(seconds * 1000),
    quiet: () => clock.advance(0),
    async stop() {
      const old = harness.engine;
      await database.close();
      // It can not write any more what it would write at its end.
      old.drain(0).catch(() => undefined);
    },
    async begin() {
      harness.engine = await start();
    },
    async restart() {
      await harness.stop();
      await harness.begin();
    },
    async close() {
      await harness.engine.drain(1_000);
      await database.close();
      rmSync(folder, { recursive: true });
    },
  };
  return harness;
}
