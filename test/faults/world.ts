import { makeHandler as makeAwaitEvent } from '../../functions/await-event/handler.ts';
import { makeHandler as makeDispatchEvents } from '../../functions/dispatch-events/handler.ts';
import { makeHandler as makeFinishRun } from '../../functions/finish-run/handler.ts';
import { makeHandler as makeRunAction } from '../../functions/run-action/handler.ts';
import { makeHandler as makeSendNotifications } from '../../functions/send-notifications/handler.ts';
import { makeHandler as makeSweep } from '../../functions/sweep/handler.ts';
import { createEngine, type Engine } from '../../local/engine/engine.ts';
import { FunctionNotFoundError } from '../../local/engine/task-workers.ts';
import { deliverBatch } from '../../local/queue/deliver-batch.ts';
import { statusChangeEvent } from '../../local/status-change-event.ts';
import { openDatabase } from '../../local/store/database.ts';
import { findAction } from '../../shared/connectors/registry.ts';
import type { BatchAnswer } from '../../shared/contracts/batch-answer.ts';
import type { Json } from '../../shared/domain/json/json.ts';
import type { Ports, Settings } from '../../shared/ports/ports.ts';
import type { QueueName } from '../../shared/ports/queue.ts';
import { ThrottledError } from '../../shared/ports/throttled-error.ts';
import { createFaultInjector, type FaultInjector, LostAnswerError, SimulatedCrash } from '../support/fault-injector.ts';
import type { FaultPlan } from '../support/fault-plan.ts';
import { createJumpingClock, type JumpingClock } from '../support/jumping-clock.ts';
import { createMemoryBlobStore } from '../support/memory-blob-store.ts';
import { createMemoryItemStore, type MemoryItemStore } from '../support/memory-item-store.ts';
import { createMemoryMailer, type MemoryMailer } from '../support/memory-mailer.ts';
import { createMemoryQueue, type MemoryQueue } from '../support/memory-queue.ts';
import { createMemorySecrets } from '../support/memory-secrets.ts';
import { createSeededIdSource } from '../support/seeded-id-source.ts';
import { createSilentLog } from '../support/silent-log.ts';
import { createSystemOfRecord, type SystemOfRecord } from './system-of-record.ts';

/**
 * The whole platform in one test process. What AWS would keep (items, queues, executions, mails) survives a crash; the functions
 * do not: a crash ends all of them at once, and the next call meets new ones.
 */
export interface World {
  readonly clock: JumpingClock;
  readonly store: MemoryItemStore;
  readonly queue: MemoryQueue;
  readonly mailer: MemoryMailer;
  readonly source: SystemOfRecord;
  readonly engine: Engine;
  readonly injector: FaultInjector;
  /** Ports without faults, for setting up and looking. */
  readonly calm: Ports & { readonly settings: Settings };
  /** Ports of the living process, with faults. */
  ports(): Ports & { readonly settings: Settings };
  /** Does something as a person or system outside would: again, when the process died under it. */
  insist<Result>(work: (ports: Ports & { readonly settings: Settings }) => Promise<Result>): Promise<Result>;
  /** Lets everything happen that will, through retries and sweeps, until nothing moves any more. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

const settings: Settings = {
  publicBaseUrl: 'https://w.example',
  defaultIssuer: 'urn:test',
  functionNames: { runAction: 'run-action', awaitEvent: 'await-event' },
};
const QUEUES: readonly QueueName[] = ['events', 'decisions', 'notifications'];
/** A story that is not over after so much virtual time is a failure. */
const MOST_ROUNDS = 60;
const SWEEP_MILLISECONDS = 61_000;
/** Of a task whose command no source answers, in milliseconds. */
const LONGEST_PAUSE = 300_000;

/** How a world is made. */
export interface WorldOptions {
  /** Knows the actions; those of the installation when absent. */
  readonly find?: typeof findAction;
  /** See `createFaultInjector`. */
  readonly stepsTogether?: boolean;
}

/** Makes an empty world in which calls fail by plan. `seed` draws the jitter and the random ids. */
export async function createWorld(
  plan: FaultPlan,
  seed = 1,
  { find = findAction, stepsTogether = false }: WorldOptions = {},
): Promise<World> {
  const clock = createJumpingClock();
  const ids = createSeededIdSource(seed);
  const injector = createFaultInjector(plan, { stepsTogether });
  const store = createMemoryItemStore({ clock, indexLagWrites: seed % 3 });
  const queue = createMemoryQueue({ clock, ids });
  const mailer = createMemoryMailer(clock);
  const source = createSystemOfRecord();
  const database = openDatabase(':memory:');
  const log = createSilentLog();
  let faultless = true;

  const engine = createEngine({
    database,
    clock,
    ids,
    invokeFunction: (name, payload) => asLambda(() => invoke(name, payload)),
    onStatusChange: async (change) => {
      await asLambda(() => makeFinishRun(ports())(statusChangeEvent(change), context));
    },
  });
  const calm: Ports & { readonly settings: Settings } = {
    store,
    queue,
    deadLetters: queue.deadLetters,
    machines: engine,
    blobs: createMemoryBlobStore(),
    mailer,
    secrets: createMemorySecrets(),
    sourceClients: { create: async () => ({ clientId: 'client', clientSecret: 'secret' }), remove: async () => {} },
    http: source.http,
    evaluator: { evaluate: async () => null },
    // Pauses between two tries of a write take no time here; everything else runs on the clock.
    clock: { now: clock.now, sleep: async () => {} },
    ids,
    log,
    settings,
  };
  const wrapped = (): Ports & { readonly settings: Settings } => ({
    ...calm,
    store: injector.wrap('store', calm.store),
    queue: injector.wrap('queue', calm.queue),
    machines: injector.wrap('machines', calm.machines),
    blobs: injector.wrap('blobs', calm.blobs),
    mailer: injector.wrap('mailer', calm.mailer),
    http: injector.wrap('http', calm.http),
  });
  let life = wrapped();
  const ports = (): Ports & { readonly settings: Settings } => {
    if (faultless) return calm;
    if (injector.isCrashed()) {
      injector.restart();
      life = wrapped();
    }
    return life;
  };
  const invoke = (name: string, payload: Json): Promise<Json> => {
    if (name === 'run-action') return makeRunAction(ports(), find)(payload, context);
    if (name === 'await-event') return makeAwaitEvent(ports())(payload, context);
    throw new FunctionNotFoundError(name);
  };
  const handlerOf =
    (name: QueueName) =>
    async (event: Parameters<ReturnType<typeof makeDispatchEvents>>[0]): Promise<BatchAnswer> =>
      name === 'notifications'
        ? makeSendNotifications(ports())(event, context)
        : makeDispatchEvents(ports())(event, context);

  const deliverAll = async (): Promise<boolean> => {
    let delivered = false;
    for (const name of QUEUES) {
      const batch = await queue.receive(name, { limit: 10, visibilityTimeoutSeconds: 30 });
      if (batch.messages.length === 0) continue;
      delivered = true;
      await deliverBatch(queue, batch, async (event) => handlerOf(name)(event));
    }
    return delivered;
  };
  // Where calls fail there are minutes between two tries of a task in which nothing moves.
  const hasFaults = 'rates' in plan || plan.schedule.length > 0;
  const comesSoon = (): boolean =>
    hasFaults &&
    database.prepare('select 1 from engine_execution where due_at <= ?').get(clock.now() + LONGEST_PAUSE) !== undefined;
  const isQuiet = (): boolean => QUEUES.every((name) => queue.messages(name).length === 0) && !comesSoon();

  await engine.startUp();
  return {
    clock,
    store,
    queue,
    mailer,
    source,
    engine,
    injector,
    calm,
    ports,
    async insist(work) {
      faultless = false;
      for (let tries = 0; ; tries++) {
        try {
          return await work(ports());
        } catch (error) {
          if (tries === 40) throw error;
          await clock.advance(1_000);
        }
      }
    },
    async settle() {
      faultless = false;
      for (let round = 0, before = ''; round < MOST_ROUNDS; round++) {
        for (let step = 0; step < 3; step++) {
          while (await deliverAll()) await clock.advance(0);
          await clock.advance(SWEEP_MILLISECONDS / 3);
        }
        store.catchUp();
        // A sweep that failed has not looked at everything that is left.
        const swept = await makeSweep(ports())({}, context).then(() => true, ignoreFault);
        const now = JSON.stringify(store.items().map(({ key, version }) => [key, version]));
        if (swept && isQuiet() && now === before) return;
        before = now;
      }
      throw new Error('The story does not come to an end.');
    },
    async close() {
      await engine.drain(1_000);
      await database.close();
    },
  };
}

/** Lambda reports a process that died, or a connection that broke, as a failure of its own. */
async function asLambda<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof SimulatedCrash || error instanceof LostAnswerError)
      throw new LambdaUnknownError(error.message);
    throw error;
  }
}

class LambdaUnknownError extends Error {
  override readonly name = 'Lambda.Unknown';
}

/** A minute later the schedule calls the sweep again. */
function ignoreFault(error: unknown): false {
  const injected = [SimulatedCrash, LostAnswerError, ThrottledError].some((kind) => error instanceof kind);
  if (!injected) throw error;
  return false;
}

const nothing = (): void => {};
const context = {
  awsRequestId: 'request',
  callbackWaitsForEmptyEventLoop: false,
  functionName: 'function',
  functionVersion: '$LATEST',
  invokedFunctionArn: '',
  memoryLimitInMB: '256',
  logGroupName: '',
  logStreamName: '',
  getRemainingTimeInMillis: () => 60_000,
  done: nothing,
  fail: nothing,
  succeed: nothing,
};
