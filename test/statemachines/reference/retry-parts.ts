import { randomUUID } from 'node:crypto';
import { openCountedDatabase } from '../../../local/conformance/counted-database.ts';
import { createLeapingClock } from '../../../local/conformance/leaping-clock.ts';
import { createEngine, type Engine } from '../../../local/engine/engine.ts';
import type { Json, JsonObject } from '../../../shared/domain/json/json.ts';
import { type FaultPlan, type FaultyDatabase, faultyDatabase } from '../../local/engine/faults/faulty-database.ts';
import { compiled } from '../support/compiled.ts';
import { withSteps } from '../support/definitions.ts';
import { SHORT_HISTORY } from './run-machine.ts';

/** What a retried run did: each of it by step and visit, with how often. */
export interface RetriedRun {
  readonly status: string;
  readonly actions: Readonly<Record<string, number>>;
  readonly waits: Readonly<Record<string, number>>;
  /** How often something waited for a time, in all executions. */
  readonly pauses: number;
  /** Transactions from the retry to the end. */
  readonly transactions: number;
}

const MAX_LEAPS = 2_000;
const ANSWER_AFTER_MILLISECONDS = 2_000;
const NOT_MENDED = 'It is not mended yet.';
const RUN: JsonObject = { id: 'run-1', company: 'cronus' };

/** Five items in parts of a few: each waits for a while and for an event, and does something, which fails for the fourth until it is mended. */
const STEPS = `
- forEach: '{% [1..5] %}'
  as: n
  steps:
    - wait: { for: PT1H }
    - { id: heard, when: [{ event: item.modified, steps: [] }] }
    - { id: told, do: email.send, with: { to: '{% $string($n) %}', subject: Told, text: x } }
- { id: last, do: email.send, with: { to: all, subject: Last, text: x } }
`;

/** Plays the run until it fails, mends what failed, and retries it, with one thing that goes wrong after the retry. */
export async function retryParts(steps = STEPS, plan?: FaultPlan): Promise<RetriedRun> {
  const database = openCountedDatabase();
  const clock = createLeapingClock(Date.parse('2026-03-02T08:00:00.000Z'), database.transactions);
  const actions: Record<string, number> = {};
  const waits: Record<string, number> = {};
  const started = new Set<string>();
  let isMended = false;

  const act = ({ step, visit, options }: JsonObject): Json => {
    if (Object(options).to === '4' && !isMended) throw new Error(NOT_MENDED);
    count(actions, step, visit);
    return {};
  };
  const answer = async (taskToken: string): Promise<void> => {
    await clock.sleep(ANSWER_AFTER_MILLISECONDS);
    await insist((engine) => engine.sendTaskSuccess({ taskToken, output: { branch: 0 } }));
  };
  const begin = async (view: FaultyDatabase): Promise<{ view: FaultyDatabase; engine: Engine }> => {
    const engine = createEngine({
      database: view,
      clock,
      ids: { newId: randomUUID, newSecret: () => randomUUID(), random: () => 0.5 },
      async invokeFunction(name, payload) {
        // A process that is dead calls nothing.
        if (view.isDead()) return new Promise<never>(() => undefined);
        const input = payload as JsonObject;
        if (name === 'run-action') return act(input);
        count(waits, input.step, input.visit);
        void answer(String(input.token));
        return {};
      },
      onStatusChange: async ({ executionArn }) => void started.add(executionArn),
    });
    await engine.startUp();
    return { view, engine };
  };
  const insist = async (ask: (engine: Engine) => Promise<unknown>): Promise<void> => {
    for (let time = 0; time < MAX_LEAPS; time += 1) {
      const asked = ask(life.engine).then(
        () => true,
        (error: Error) => error.name !== 'CommitFailedError',
      );
      if (await Promise.race([asked, clock.sleep(1_000).then(() => false)])) return;
    }
  };

  let life = await begin(faultyDatabase(database));
  const definition = compiled(withSteps(steps), SHORT_HISTORY).machine;
  const { stateMachineArn } = await life.engine.create({ name: 'retried', definition });
  const input = { run: RUN, event: { source: 'erp', id: 'e1' }, record: {}, inputs: {}, machine: stateMachineArn };
  const { executionArn } = await life.engine.start({ stateMachineArn, name: 'run-1', input });
  const statusNow = async (): Promise<string> => (await life.engine.describe(executionArn)).status;
  const playOn = async (): Promise<void> => {
    for (let leaps = 0; leaps < MAX_LEAPS && (await statusNow()) === 'RUNNING'; leaps += 1) {
      await clock.leap();
      if (!life.view.isDead()) continue;
      void life.engine.drain(0);
      life = await begin(faultyDatabase(database));
    }
  };
  await playOn();
  const { cause } = await life.engine.describe(executionArn);
  if (!cause?.includes(NOT_MENDED)) throw new Error(`It was to fail otherwise first: ${cause}`);

  isMended = true;
  await life.engine.drain(0);
  const before = database.transactions();
  life = await begin(faultyDatabase(database, plan));
  let isRetried = false;
  void insist((engine) => engine.redrive({ executionArn })).then(() => {
    isRetried = true;
  });
  for (let leaps = 0; leaps < MAX_LEAPS && !isRetried; leaps += 1) {
    await clock.leap();
    if (life.view.isDead()) life = await begin(faultyDatabase(database));
  }
  await playOn();
  const transactions = database.transactions() - before;
  const told = {
    status: await statusNow(),
    actions,
    waits,
    pauses: await pausesIn(life.engine, started),
    transactions,
  };
  void life.engine.drain(0);
  return told;
}

function count(counts: Record<string, number>, step: Json | undefined, visit: Json | undefined): void {
  const key = `${String(step)}/${String(visit)}`;
  counts[key] = (counts[key] ?? 0) + 1;
}

async function pausesIn(engine: Engine, executionArns: Iterable<string>): Promise<number> {
  let pauses = 0;
  for (const executionArn of executionArns) {
    const { events } = await engine.history({ executionArn, limit: 25_000 });
    pauses += events.filter(({ type }) => type === 'WaitStateEntered').length;
  }
  return pauses;
}
