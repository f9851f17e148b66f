import { setTimeout as pause } from 'node:timers/promises';
import { type Figure, quantile } from '../figure.ts';
import { awaitEnds, type BenchRuntime, inParallel, startBenchRuntime } from '../runtime/bench-runtime.ts';

const CONNECTIONS = 32;
/** Until V8 has compiled what runs often: a server's first seconds are not what is asked for. */
const WARM_UP = 12_000;
const EVENTS = 3_000;
const CONDITIONS = `durable (synchronous=FULL), ${CONNECTIONS} connections, ${EVENTS} events`;

const workflow = {
  code: 'LARGE',
  kind: 'automated',
  on: { event: 'purchaseDocument.modified', where: { record: { amount: '>100' } } },
  steps: [{ do: 'records.restrict' }],
};

/** Signed webhook POST -> condition -> one action -> run finished; and POST -> 202 alone. */
export async function measure(): Promise<readonly Figure[]> {
  const runtime = await startBenchRuntime(CONNECTIONS + 1);
  try {
    await runtime.call('POST', '/workflows', { definition: workflow });
    await runtime.call('POST', '/workflows/LARGE/enable');
    await post(runtime, { from: 0, count: WARM_UP, amount: 1_200 });
    await awaitEnds(runtime, WARM_UP);
    return [...(await measureRuns(runtime)), ...(await measureIngest(runtime))];
  } finally {
    await runtime.stop();
  }
}

async function measureRuns(runtime: BenchRuntime): Promise<readonly Figure[]> {
  const startedAt = Date.now();
  const cpu = runtime.cpuMilliseconds();
  const [posted, asked] = await whileAsking(runtime, post(runtime, { from: WARM_UP, count: EVENTS, amount: 1_200 }));
  const runs = await awaitEnds(runtime, WARM_UP + EVENTS);
  const used = runtime.cpuMilliseconds();
  const ends = runs.flatMap(({ record, endedAt = '' }) => {
    const sentAt = posted.get(record.id)?.sentAt;
    return sentAt === undefined ? [] : [{ endedAt: Date.parse(endedAt), milliseconds: Date.parse(endedAt) - sentAt }];
  });
  const seconds = (Math.max(...ends.map(({ endedAt }) => endedAt)) - startedAt) / 1_000;
  const times = ends.map(({ milliseconds }) => milliseconds);
  return [
    figure('events to finished runs', EVENTS / seconds, 'events/s'),
    figure('POST to run finished, p50', quantile(times, 0.5), 'ms'),
    figure('POST to run finished, p99', quantile(times, 0.99), 'ms'),
    figure('GET /runs meanwhile, p50', quantile(asked, 0.5), 'ms'),
    figure('GET /runs meanwhile, p90', quantile(asked, 0.9), 'ms'),
    ...(cpu === undefined || used === undefined
      ? []
      : [figure('processor time', (used - cpu) / EVENTS, 'ms an event')]),
  ];
}

/** Somebody looks at a list now and then, until the work is done. @returns its result, and the milliseconds of each answer. */
async function whileAsking<Result>(
  runtime: BenchRuntime,
  work: Promise<Result>,
): Promise<readonly [Result, readonly number[]]> {
  let isDone = false;
  const done = work.finally(() => {
    isDone = true;
  });
  const asked: number[] = [];
  while (!isDone) {
    const before = performance.now();
    await runtime.call('GET', '/runs?limit=1');
    asked.push(performance.now() - before);
    await pause(50);
  }
  return [await done, asked];
}

/** Events that match nothing: what remains is taking them in. */
async function measureIngest(runtime: BenchRuntime): Promise<readonly Figure[]> {
  const startedAt = performance.now();
  const posted = await post(runtime, { from: WARM_UP + EVENTS, count: EVENTS, amount: 1 });
  const seconds = (performance.now() - startedAt) / 1_000;
  const times = [...posted.values()].map(({ milliseconds }) => milliseconds);
  return [
    figure('ingest, matching nothing', EVENTS / seconds, 'events/s'),
    figure('POST to 202, p50', quantile(times, 0.5), 'ms'),
    figure('POST to 202, p99', quantile(times, 0.99), 'ms'),
  ];
}

async function post(
  runtime: BenchRuntime,
  { from, count, amount }: { from: number; count: number; amount: number },
): Promise<ReadonlyMap<string, { sentAt: number; milliseconds: number }>> {
  const posted = new Map<string, { sentAt: number; milliseconds: number }>();
  const numbers = Array.from({ length: count }, (_, index) => from + index);
  await inParallel(numbers, CONNECTIONS, async (number) => {
    const id = `order-${number}`;
    const sentAt = Date.now();
    const before = performance.now();
    await runtime.postEvent({
      id: `event-${number}`,
      type: 'purchaseDocument.modified',
      record: { id, fields: { documentType: 'Order', status: 'Open', amount } },
    });
    posted.set(id, { sentAt, milliseconds: performance.now() - before });
  });
  return posted;
}

function figure(name: string, value: number, unit: string): Figure {
  return { bench: 'events', name, value, unit, conditions: CONDITIONS };
}
