import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const PATIENCE_MILLISECONDS = 15_000;

/** The runtime as a process of its own, as `npm start` starts it. */
export interface RuntimeProcess {
  /** What it has written so far. */
  output(): string;
  errors(): string;
  /** The base address that it printed; rejects when it ends before it is ready. */
  ready(): Promise<string>;
  signal(name: 'SIGINT' | 'SIGTERM' | 'SIGKILL'): void;
  /** Exit code, or the signal that ended it. */
  ended: Promise<number | string>;
}

/** Starts `node <script>` in the project's folder. `PORT` is any free one unless `environment` says otherwise. */
export function startProcess(options: {
  environment: Readonly<Record<string, string>>;
  script?: string;
  arguments?: readonly string[];
  executable?: string;
  nodeOptions?: readonly string[];
}): RuntimeProcess {
  const { executable = process.execPath, nodeOptions = [], script = 'local/main.ts' } = options;
  const child = spawn(executable, [...nodeOptions, script, ...(options.arguments ?? [])], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, PORT: '0', LOG_LEVEL: 'error', ...options.environment },
  });
  let output = '';
  let errors = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  child.stderr.on('data', (chunk) => {
    errors += chunk;
  });
  const ended = new Promise<number | string>((resolve) => {
    child.on('close', (code, signal) => resolve(code ?? signal ?? 'unknown'));
  });
  return {
    output: () => output,
    errors: () => errors,
    ended,
    signal: (name) => child.kill(name),
    async ready() {
      const isReady = new Promise<void>((resolve) => {
        const look = (): void => {
          if (/^ready$/m.test(output)) resolve();
        };
        look();
        child.stdout.on('data', look);
      });
      const timeout = new Promise((resolve) => setTimeout(resolve, PATIENCE_MILLISECONDS).unref());
      await Promise.race([isReady, ended, timeout]);
      const url = /Werkstroom is ready:\s+(\S+)/.exec(output)?.[1];
      if (!url) throw new Error(`It did not become ready. It wrote: ${output}${errors}`);
      return url;
    },
  };
}
