import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Log } from '../../shared/ports/log.ts';
import { type Runtime, startRuntime } from '../runtime.ts';
import { startDemo } from './start-demo.ts';

/** The whole product and the ERP beside it on free ports, in a folder that is gone afterwards. */
export interface FreshDemo {
  readonly runtime: Runtime;
  readonly cronusUrl: string;
  stop(): Promise<void>;
}

/** Starts it: the first request already waits for the manager. */
export async function startFreshDemo(log: Log): Promise<FreshDemo> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'werkstroom-'));
  const runtime = await startRuntime({ port: 0, dataFolder, log });
  const cronus = await startDemo(runtime, { dataFolder, port: 0 });
  return {
    runtime,
    cronusUrl: cronus.url,
    async stop() {
      await cronus.close();
      await runtime.stop();
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}
