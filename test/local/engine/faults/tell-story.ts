import { randomUUID } from 'node:crypto';
import { openCountedDatabase } from '../../../../local/conformance/counted-database.ts';
import { createLeapingClock } from '../../../../local/conformance/leaping-clock.ts';
import { createEngine, type Engine } from '../../../../local/engine/engine.ts';
import type { Json } from '../../../../shared/domain/json/json.ts';
import type { HistoryEvent } from '../../../../shared/domain/run/history-event.ts';
import type { ExecutionDescription } from '../../../../shared/ports/state-machines.ts';
import { type FaultPlan, type FaultyDatabase, faultyDatabase } from './faulty-database.ts';
import { type Story, work } from './long-story.ts';

/** How a telling of the story ended. */
export interface Told {
  readonly description: ExecutionDescription;
  readonly events: readonly HistoryEvent[];
  /** Of the execution that the story started, when it did. */
  readonly child: { readonly status: string; readonly events: readonly HistoryEvent[] } | undefined;
  /** How often the end of each execution was told. */
  readonly ends: Readonly<Record<string, number>>;
  /** Calls of functions, by step. */
  readonly calls: Readonly<Record<string, number>>;
  /** Transactions of the first life. */
  readonly transactions: number;
}

const MAX_LEAPS = 2_000;
const LEAPS_AFTER_THE_END = 20;
const ANSWER_AFTER_MILLISECONDS = 4_000;

/** Tells a story on an engine in memory, with one plan for each life of it. After a death a new engine takes over. */
export async function tellStory(story: Story, plans: readonly FaultPlan[] = []): Promise<Told> {
  const database = openCountedDatabase();
  const clock = createLeapingClock(Date.parse('2026-03-02T08:00:00.000Z'), database.transactions);
  const ends: Record<string, number> = {};
  const calls: Record<string, number> = {};

  const begin = async (view: FaultyDatabase): Promise<{ view: FaultyDatabase; engine: Engine }> => {
    const engine = createEngine({
      database: view,
      clock,
      ids: { newId: randomUUID, newSecret: () => randomUUID(), random: () => 0.5 },
      async invokeFunction(name, event) {
        // A process that is dead calls nothing.
        if (view.isDead()) return new Promise<never>(() => undefined);
        const step = name === 'ask' ? name : String((event as { step: string }).step);
        calls[step] = (calls[step] ?? 0) + 1;
        if (name !== 'ask') return work(event as Parameters<typeof work>[0]);
        void answer((event as { token: string }).token);
        return null;
      },
      async onStatusChange({ name }) {
        if (view.isDead()) return new Promise<never>(() => undefined);
        ends[name] = (ends[name] ?? 0) + 1;
      },
    });
    await engine.startUp();
    return { view, engine };
  };
  /** Asks the engine that lives, until it has answered. A faulty answer is asked for again, as any client does. */
  const insist = async <Result>(
    ask: (engine: Engine) => Promise<Result>,
    knownFrom: (error: Error) => Result | undefined = () => undefined,
  ): Promise<Result | undefined> => {
    for (let time = 0; time < MAX_LEAPS; time++) {
      const { engine } = life;
      const given = clock.sleep(1_000).then(() => undefined);
      const asked = ask(engine).then(
        (value) => ({ value }),
        (error: Error) => (error.name === 'CommitFailedError' ? undefined : { value: knownFrom(error) }),
      );
      const result = await Promise.race([asked, given]);
      if (result) return result.value;
    }
    return undefined;
  };
  const answer = async (taskToken: string): Promise<void> => {
    await clock.sleep(ANSWER_AFTER_MILLISECONDS);
    await insist((engine) => engine.sendTaskHeartbeat({ taskToken }));
    await insist((engine) => engine.sendTaskSuccess({ taskToken, output: 'answered' }));
  };

  let lives = 0;
  const nextLife = () => begin(faultyDatabase(database, plans[lives++]));
  let life = await nextLife();
  const before = database.transactions();
  const starting = insist(async (engine) => {
    const child = await engine.create({ name: 'child', definition: JSON.stringify(story.child) });
    const definition = JSON.stringify(story.machine(child.stateMachineArn));
    const { stateMachineArn } = await engine.create({ name: 'story', definition });
    return engine.start({ stateMachineArn, name: 'story', input: { a: 1 } });
    // The answer to an earlier start was lost, and the execution is over.
  }, startedBefore);
  let executionArn: string | undefined;
  void starting.then((started) => {
    executionArn = started?.executionArn;
  });
  const isOver = async (): Promise<boolean> =>
    executionArn !== undefined && (await life.engine.describe(executionArn)).status !== 'RUNNING';
  for (let leaps = 0; leaps < MAX_LEAPS && !(await isOver()); leaps++) {
    await clock.leap();
    if (!life.view.isDead()) continue;
    // Who is dead does not look at the clock.
    void life.engine.drain(0);
    const down = clock.sleep((plans[lives - 1]?.downSeconds ?? 0) * 1_000).then(() => true);
    while (!(await Promise.race([down, clock.leap().then(() => false)])));
    life = await nextLife();
  }
  const transactions = database.transactions() - before;
  // The end may be told a moment later, also by the engine that comes after a death at the very end.
  for (let leaps = 0; leaps < LEAPS_AFTER_THE_END; leaps++) {
    if (life.view.isDead()) life = await nextLife();
    if (ends.story !== undefined && (await isQuiet(life.engine))) break;
    await clock.leap();
  }
  const { engine } = life;
  const told = await readTold(engine, String(executionArn));
  // Its last transaction may be the one that goes wrong.
  void engine.drain(0);
  return { ...told, ends, calls, transactions };
}

function startedBefore(error: Error): { executionArn: string } | undefined {
  return error.name === 'ExecutionAlreadyExists'
    ? { executionArn: /'(.*)'/.exec(error.message)?.[1] ?? '' }
    : undefined;
}

async function isQuiet(engine: Engine): Promise<boolean> {
  const stateMachineArn = 'arn:aws:states:local:000000000000:stateMachine:child';
  const { executions } = await engine.list({ stateMachineArn, status: 'RUNNING', limit: 1 });
  return executions.length === 0;
}

async function readTold(engine: Engine, executionArn: string) {
  const childArn = executionArn.replace(':story:story', ':child:child');
  const eventsOf = async (arn: string) => (await engine.history({ executionArn: arn, limit: 25_000 })).events;
  const child = await engine.describe(childArn).catch(() => undefined);
  return {
    description: await engine.describe(executionArn),
    events: await eventsOf(executionArn),
    child: child && { status: child.status, events: await eventsOf(childArn) },
  };
}

/**
 * A history without what differs from telling to telling: times, tokens, ids, the order of what runs side by side, and that a token was handed
 * out: its answer may be there before the engine, after a death, has noted that.
 */
export function bagOf(events: readonly HistoryEvent[]): string[] {
  const told = events.filter(
    ({ type, details }) => type !== 'TaskSubmitted' || details.resource === 'startExecution.sync:2',
  );
  return told.map(({ type, details }) => `${type} ${nameOf(details)}`).sort();
}

function nameOf({ name, index, error }: Readonly<Record<string, Json>>): string {
  return JSON.stringify([name, index, error]);
}
