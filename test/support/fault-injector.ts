import { changesOf, oneByOne } from '../../shared/adapters/item-store/one-by-one.ts';
import { HttpUnreachableError } from '../../shared/ports/http-client.ts';
import { type ItemStore, UnknownOutcomeError, type WriteStep } from '../../shared/ports/item-store.ts';
import { ThrottledError } from '../../shared/ports/throttled-error.ts';
import { type FaultKind, type FaultPlan, followPlan, type ScheduledFault } from './fault-plan.ts';
import { summaryOfCall } from './summary-of-call.ts';

/** The process is dead: it ended during this call, or before it. */
export class SimulatedCrash extends Error {
  override readonly name = 'SimulatedCrash';
}

/** The connection broke before the answer came, as an SDK would report it. */
export class LostAnswerError extends Error {
  override readonly name = 'LostAnswerError';
}

/** Lets calls through ports go wrong, and tells the story. */
export interface FaultInjector {
  /**
   * The port with faults, for one life of the process: a crash ends it, and every later call through it throws
   * {@link SimulatedCrash}. After `restart`, wrap the ports again, as a new process makes its adapters anew; what still runs of
   * the old process stays dead.
   *
   * @param name the port's name in schedules: `store` for `store.write`.
   */
  wrap<Port extends object>(name: string, port: Port): Port;
  /** Begins a new life. */
  restart(): void;
  /** Whether this life has ended. */
  isCrashed(): boolean;
  /** The faults that happened: the schedule with which the story can be replayed. */
  readonly faults: readonly ScheduledFault[];
  /** One line for each call: its number, what was asked, what came of it. Print it when a test fails. */
  readonly story: readonly string[];
}

/** Calls that change nothing. They can be throttled, and the process can end at them. */
const READS = new Set(['get', 'query', 'list', 'describe', 'history']);
/** Calls of the consuming side of a queue, see {@link MessageSource}. */
const CONSUMING: Readonly<Record<string, readonly FaultKind[]>> = {
  receive: ['crashBefore', 'crashAfter'],
  settle: ['duplicate', 'crashBefore', 'crashAfter'],
};
const CHANGES = new Set(
  `write put delete send redrive request create remove update publish deleteVersion start stop
   sendTaskSuccess sendTaskFailure sendTaskHeartbeat`.split(/\s+/),
);

/**
 * An injector that follows a plan. Ports that are wrapped by it share its counts and die together.
 *
 * @param options.stepsTogether the steps of a write in order are one call, as stores of one machine make them; else anything may happen between them.
 */
export function createFaultInjector(
  plan: FaultPlan,
  { stepsTogether = false }: { stepsTogether?: boolean } = {},
): FaultInjector {
  const decide = followPlan(plan);
  const counts = new Map<string, number>();
  const faults: ScheduledFault[] = [];
  const story: string[] = [];
  let life = 1;
  let isCrashed = false;

  const count = (name: string): number => {
    const nth = (counts.get(name) ?? 0) + 1;
    counts.set(name, nth);
    return nth;
  };

  const crash = (): SimulatedCrash => {
    isCrashed = true;
    return new SimulatedCrash('The process ended.');
  };

  const call = async (request: GuardedCall, lifeOfPort: number): Promise<unknown> => {
    const { name, port, method } = request;
    const isDead = (): boolean => isCrashed || lifeOfPort !== life;
    if (isDead()) throw new SimulatedCrash('The process has ended before.');
    const nth = count(name);
    const nthChange = READS.has(method) ? undefined : count('*');
    const fault = decide({ name, nth, nthChange, possible: possibleFaults(port, method) });
    const line = story.push(`${story.length + 1} ${summaryOfCall(name, request.args)}`) - 1;
    const tell = (what: string): void => {
      story[line] += ` -> ${what}`;
    };
    if (fault) {
      faults.push({ on: name, nth, fault });
      tell(fault.toUpperCase());
    }
    if (fault === 'crashBefore') throw crash();
    if (fault === 'throttle') return throttled(name);
    const result = fault === 'duplicate' ? duplicated(request) : request.run(request.args);
    const [outcome] = await Promise.allSettled([result]);
    if (fault === 'crashAfter') throw crash();
    // Ended meanwhile by another call: the effect stands, nobody hears of it.
    if (isDead()) throw new SimulatedCrash('The process ended during the call.');
    if (fault === 'lostAnswer') throw lostAnswer(name);
    if (outcome.status === 'fulfilled') return outcome.value;
    tell(outcome.reason instanceof Error ? outcome.reason.name : String(outcome.reason));
    throw outcome.reason;
  };

  return {
    faults,
    story,
    isCrashed: () => isCrashed,
    restart() {
      life++;
      isCrashed = false;
      story.push(`--- life ${life} ---`);
    },
    wrap(port, target) {
      const lifeOfPort = life;
      return new Proxy(target, {
        get(_target, method, guarded) {
          if (method === 'writeInOrder') {
            const { write } = guarded as ItemStore;
            return (steps: readonly WriteStep[]) => (stepsTogether ? write(changesOf(steps)) : oneByOne(steps, write));
          }
          const value: unknown = Reflect.get(target, method, target);
          if (typeof value !== 'function' || typeof method !== 'string') return value;
          const run = (args: readonly unknown[]): unknown => Reflect.apply(value, target, args);
          const start = async (args: readonly unknown[]): Promise<unknown> => run(args);
          if (!READS.has(method) && !CHANGES.has(method) && !(method in CONSUMING)) {
            return (...args: readonly unknown[]) => run(args);
          }
          return (...args: readonly unknown[]) =>
            call({ name: `${port}.${method}`, port, method, args, run: start }, lifeOfPort);
        },
      });
    },
  };
}

interface GuardedCall {
  readonly name: string;
  readonly port: string;
  readonly method: string;
  readonly args: readonly unknown[];
  run(args: readonly unknown[]): Promise<unknown>;
}

function possibleFaults(port: string, method: string): readonly FaultKind[] {
  const consuming = CONSUMING[method];
  if (consuming) return consuming;
  if (READS.has(method)) return ['throttle', 'crashBefore', 'crashAfter'];
  const isQueue = port === 'queue' && method === 'send';
  return ['throttle', 'lostAnswer', 'crashBefore', 'crashAfter', ...(isQueue ? (['duplicate'] as const) : [])];
}

function throttled(name: string): unknown {
  // A remote system says so with an answer, not with an error.
  if (name === 'http.request') return { status: 429, headers: { 'retry-after': '1' }, body: '' };
  throw new ThrottledError(`${name} was asked to slow down.`);
}

function lostAnswer(name: string): Error {
  if (name === 'store.write') return new UnknownOutcomeError('The answer was lost.');
  if (name === 'http.request') return new HttpUnreachableError('The connection broke.');
  return new LostAnswerError('The connection broke.');
}

/** Sent twice: by a sender that heard nothing and tried again much later. Settled without effect: delivered once more. */
async function duplicated({ method, args, run }: GuardedCall): Promise<unknown> {
  const [first, message] = args;
  if (method === 'settle') return run([first, new Map()]);
  await run(args);
  return run([first, { ...Object(message), deduplicationId: undefined }]);
}
