import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createSender } from '../runtime/create-sender.ts';
import { freePort } from '../runtime/free-port.ts';

/** A Restate server with one service, in a folder of its own. */
export interface Restate {
  /** Hands an order in and resolves when it is finished. */
  handle(order: { readonly id: string; readonly amount: number }): Promise<void>;
  stop(): Promise<void>;
}

const START_MILLISECONDS = 60_000;

/** Starts it out of the folder in which the reader installed `@restatedev/restate-server` and `@restatedev/restate-sdk`. */
export async function startRestate(folder: string, connections: number): Promise<Restate> {
  const [ingress, admin, node, port] = await Promise.all([freePort(), freePort(), freePort(), freePort()]);
  const dataFolder = mkdtempSync(join(tmpdir(), 'restate-bench-'));
  const children: ChildProcess[] = [];
  const start = (args: readonly string[], env: Readonly<Record<string, string>>): void => {
    children.push(spawn(process.execPath, args, { env: { ...process.env, ...env }, stdio: 'ignore', detached: true }));
  };
  start([join(import.meta.dirname, 'restate-service.ts'), folder, String(port)], {});
  const launcher = createRequire(join(folder, 'package.json')).resolve('@restatedev/restate-server/package.json');
  start([join(launcher, '..', binOf(launcher)), '--base-dir', dataFolder], {
    RESTATE_INGRESS__BIND_ADDRESS: `127.0.0.1:${ingress}`,
    RESTATE_ADMIN__BIND_ADDRESS: `127.0.0.1:${admin}`,
    RESTATE_BIND_ADDRESS: `127.0.0.1:${node}`,
    RESTATE_ADVERTISED_ADDRESS: `http://127.0.0.1:${node}`,
    RESTATE_LOG_FILTER: 'error',
    DO_NOT_TRACK: '1',
  });
  const sender = createSender(connections);
  const post = async (url: string, body: object): Promise<void> => {
    await sender.send({ method: 'POST', url, body: JSON.stringify(body) });
  };
  const stop = async (): Promise<void> => {
    await sender.close();
    for (const { pid } of children) if (pid !== undefined) process.kill(-pid, 'SIGKILL');
    await Promise.all(children.map((child) => child.exitCode ?? new Promise((resolve) => child.once('exit', resolve))));
    rmSync(dataFolder, { recursive: true, force: true });
  };
  try {
    await insist(() => post(`http://127.0.0.1:${admin}/deployments`, { uri: `http://127.0.0.1:${port}` }));
    const handle = (order: object) => post(`http://127.0.0.1:${ingress}/orders/modified`, order);
    await insist(() => handle({ id: 'first', amount: 1 }));
    return { handle, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function binOf(packageFile: string): string {
  const { bin } = createRequire(packageFile)(packageFile) as { bin: string | Readonly<Record<string, string>> };
  const path = typeof bin === 'string' ? bin : Object.values(bin)[0];
  if (path === undefined) throw new Error(`${packageFile} names no program.`);
  return path;
}

/** Both processes need some seconds until they answer. */
async function insist(work: () => Promise<void>): Promise<void> {
  const until = performance.now() + START_MILLISECONDS;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (performance.now() > until) throw error;
      await pause(250);
    }
  }
}
