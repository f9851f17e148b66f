import { type Figure, quantile } from '../figure.ts';
import { awaitEnds, inParallel, startBenchRuntime } from '../runtime/bench-runtime.ts';
import { startRestate } from './restate.ts';

const CONNECTIONS = 32;
const EVENTS = 3_000;
/** Until V8 has compiled what runs often: a server's first seconds are not what is asked for. */
const WARM_UP_ROUNDS = 4;
const REPEATS = 5;
const CONDITIONS = `durable on both sides, ${CONNECTIONS} connections, ${EVENTS} events, median of ${REPEATS} interleaved repeats`;

const workflow = {
  code: 'LARGE',
  kind: 'automated',
  on: { event: 'purchaseDocument.modified', where: { record: { amount: '>100' } } },
  steps: [{ do: 'records.restrict' }],
};

/** The whole way of an event beside Restate, by the same client in one run: POST -> condition -> one step -> finished. */
export async function measure({ peers }: { peers?: string }): Promise<readonly Figure[]> {
  if (peers === undefined)
    throw new Error('Install @restatedev/restate-server and @restatedev/restate-sdk in a folder: --peers FOLDER');
  const runtime = await startBenchRuntime(CONNECTIONS);
  const restate = await startRestate(peers, CONNECTIONS).catch(async (error: unknown) => {
    await runtime.stop();
    throw error;
  });
  try {
    await runtime.call('POST', '/workflows', { definition: workflow });
    await runtime.call('POST', '/workflows/LARGE/enable');
    let ended = 0;
    const own = async (round: number): Promise<number> => {
      const startedAt = Date.now();
      await inParallel(numbers(), CONNECTIONS, (number) =>
        runtime.postEvent({
          id: `event-${round}-${number}`,
          type: 'purchaseDocument.modified',
          record: { id: `order-${round}-${number}`, fields: { documentType: 'Order', status: 'Open', amount: 1_200 } },
        }),
      );
      ended += EVENTS;
      const runs = await awaitEnds(runtime, ended);
      const last = Math.max(...runs.map(({ endedAt = '' }) => Date.parse(endedAt)));
      return EVENTS / ((last - startedAt) / 1_000);
    };
    const theirs = async (round: number): Promise<number> => {
      const startedAt = performance.now();
      await inParallel(numbers(), CONNECTIONS, (number) =>
        restate.handle({ id: `order-${round}-${number}`, amount: 1_200 }),
      );
      return EVENTS / ((performance.now() - startedAt) / 1_000);
    };
    const measured: { own: number; theirs: number }[] = [];
    for (let round = 0; round < WARM_UP_ROUNDS + REPEATS; round++) {
      const figures = { own: await own(round), theirs: await theirs(round) };
      if (round >= WARM_UP_ROUNDS) measured.push(figures);
    }
    return [
      figure(
        'werkstroom',
        measured.map((one) => one.own),
        'events/s',
      ),
      figure(
        'Restate',
        measured.map(({ theirs: one }) => one),
        'events/s',
      ),
      figure(
        'werkstroom / Restate',
        measured.map((one) => one.own / one.theirs),
        'times',
      ),
    ];
  } finally {
    await restate.stop();
    await runtime.stop();
  }
}

function numbers(): readonly number[] {
  return Array.from({ length: EVENTS }, (_, index) => index);
}

function figure(name: string, values: readonly number[], unit: string): Figure {
  return { bench: 'peers', name, value: quantile(values, 0.5), unit, conditions: CONDITIONS };
}
