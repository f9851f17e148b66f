import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../../bench/runtime/free-port.ts';

const MAIN = join(import.meta.dirname, '../../local/main.ts');
const START_WITHIN_MILLISECONDS = 30_000;

/** The real runtime as a process of its own, to be killed and started again on the same folder and port. */
export interface WerkstroomProcess {
  readonly url: string;
  /** Starts it and comes back when it says `ready`. Rejects with what it said when it ends before. */
  start(): Promise<void>;
  /** Starts it and kills it so many milliseconds later, ready or not. */
  startAndKill(afterMilliseconds: number): Promise<void>;
  /** SIGKILL: no handler runs, nothing is flushed. */
  kill(): Promise<void>;
}

/** @param dataFolder kept over all starts. */
export async function createWerkstroomProcess(dataFolder: string): Promise<WerkstroomProcess> {
  const port = await freePort();
  let child: ChildProcess | undefined;
  let said = '';

  const spawnIt = (): ChildProcess => {
    said = '';
    const started = spawn(process.execPath, [MAIN, '--no-demo'], {
      env: { ...process.env, PORT: String(port), DATA_DIR: dataFolder, LOG_LEVEL: 'error' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [started.stdout, started.stderr]) {
      stream.on('data', (chunk) => {
        said += chunk;
      });
    }
    child = started;
    return started;
  };
  const kill = async (): Promise<void> => {
    if (!child || hasEnded(child)) return;
    const ended = new Promise((resolve) => child?.once('exit', resolve));
    child.kill('SIGKILL');
    await ended;
  };

  return {
    url: `http://127.0.0.1:${port}`,
    kill,
    async start() {
      const started = spawnIt();
      const until = Date.now() + START_WITHIN_MILLISECONDS;
      while (!/^ready$/m.test(said)) {
        if (hasEnded(started)) throw new Error(`The runtime did not start: ${said}`);
        if (Date.now() > until) throw new Error(`The runtime was not ready in time: ${said}`);
        await pause(10);
      }
    },
    async startAndKill(afterMilliseconds) {
      const started = spawnIt();
      await pause(afterMilliseconds);
      if (hasEnded(started)) throw new Error(`The runtime ended by itself: ${said}`);
      await kill();
    },
  };
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}
