import { spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createSender, type SentRequest } from './create-sender.ts';
import { freePort } from './free-port.ts';

const PROJECT = join(import.meta.dirname, '../..');
export const COMPANY = 'bench';
const SOURCE = 'erp';

/** The real runtime as a process of its own in an empty folder, and a client that keeps its connections. */
export interface BenchRuntime {
  readonly url: string;
  call<Answer>(method: SentRequest['method'], path: string, body?: unknown): Promise<Answer>;
  /** Posts a signed event. Rejects when it is not accepted. */
  postEvent(event: BenchEvent): Promise<void>;
  /** All runs, by pages. */
  runs(): Promise<readonly BenchRun[]>;
  /** Milliseconds of processor time that its process has used so far; undefined where the system does not tell. */
  cpuMilliseconds(): number | undefined;
  stop(): Promise<void>;
}

/** An event as a source posts it. */
export interface BenchEvent {
  readonly id: string;
  readonly type: string;
  readonly user?: string;
  readonly record: { readonly id: string; readonly fields: Readonly<Record<string, string | number>> };
}

export interface BenchRun {
  readonly id: string;
  readonly status: string;
  readonly endedAt?: string;
  readonly record: { readonly id: string };
}

/** Starts it with one company, its administrator and a source. */
export async function startBenchRuntime(connections: number): Promise<BenchRuntime> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'werkstroom-bench-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(process.execPath, [...startArguments(), '--no-demo'], {
    cwd: PROJECT,
    env: { ...process.env, PORT: String(port), DATA_DIR: dataFolder, LOG_LEVEL: 'error' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (chunk) => /^ready$/m.test(String(chunk)) && resolve());
    child.once('exit', (code) => reject(new Error(`The runtime ended with ${code}.`)));
  });
  const sender = createSender(connections);
  const send = (method: SentRequest['method'], path: string, more: Pick<SentRequest, 'headers' | 'body'> = {}) =>
    sender.send({ method, url: `${url}${path}`, ...more });
  const admin = { userId: 'admin', email: 'admin@bench.example' };
  await send('POST', '/local/companies', { body: JSON.stringify({ company: COMPANY, admin }) });
  const { token } = JSON.parse(
    await send('POST', '/local/token', { body: JSON.stringify({ user: 'admin', company: COMPANY }) }),
  );
  const call = async <Answer>(method: SentRequest['method'], path: string, body?: unknown): Promise<Answer> =>
    JSON.parse(
      (await send(method, `/api/v1/companies/${COMPANY}${path}`, {
        headers: { authorization: `Bearer ${token}` },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      })) || 'null',
    ) as Answer;
  const { secret } = await call<{ secret: string }>('PUT', `/sources/${SOURCE}`, { kind: 'standard' });
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  return {
    url,
    call,
    async postEvent(event) {
      const body = JSON.stringify(event);
      const timestamp = String(Math.floor(Date.now() / 1_000));
      const signature = createHmac('sha256', key).update(`${event.id}.${timestamp}.${body}`).digest('base64');
      const headers = {
        'webhook-id': event.id,
        'webhook-timestamp': timestamp,
        'webhook-signature': `v1,${signature}`,
      };
      await send('POST', `/webhooks/${COMPANY}/${SOURCE}`, { headers, body });
    },
    async runs() {
      const runs: BenchRun[] = [];
      let next: string | undefined;
      do {
        const cursor = next === undefined ? '' : `&cursor=${encodeURIComponent(next)}`;
        const page = await call<{ items: BenchRun[]; next?: string }>('GET', `/runs?limit=200${cursor}`);
        runs.push(...page.items);
        next = page.next;
      } while (next !== undefined);
      return runs;
    },
    cpuMilliseconds: () => cpuMillisecondsOf(child.pid),
    async stop() {
      await sender.close();
      child.kill('SIGTERM');
      await new Promise((resolve) => child.once('exit', resolve));
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}

/** What `npm start` hands to Node. */
function startArguments(): readonly string[] {
  const { scripts } = JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8')) as { scripts: { start: string } };
  return scripts.start.split(' ').slice(1);
}

/** Ticks of a hundredth of a second, as Linux counts them. */
const MILLISECONDS_PER_TICK = 10;

/** User and system time of a process, from Linux's own account. */
function cpuMillisecondsOf(pid: number | undefined): number | undefined {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) * MILLISECONDS_PER_TICK;
  } catch {
    return undefined;
  }
}

/** Waits until so many runs have ended. Looks at all of them only when the newest have, so as not to be the load that it measures. @returns them. */
export async function awaitEnds(runtime: BenchRuntime, count: number): Promise<readonly BenchRun[]> {
  for (;;) {
    const newest = await runtime.call<{ items: readonly BenchRun[] }>('GET', '/runs?limit=10');
    if (newest.items.every(({ endedAt }) => endedAt !== undefined)) {
      const runs = await runtime.runs();
      if (runs.filter(({ endedAt }) => endedAt !== undefined).length >= count) return runs;
    }
    await pause(500);
  }
}

/** Does the work for every item, so many at a time. */
export async function inParallel<Item>(
  items: readonly Item[],
  lanes: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const left = items.values();
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      for (const item of left) await work(item);
    }),
  );
}
