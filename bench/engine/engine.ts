import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Figure } from '../figure.ts';
import { runLocalStepFunctions } from '../peers/local-step-functions.ts';
import { STATES_PER_EXECUTION } from './five-states.ts';
import { runLoad } from './run-load.ts';
import { measureWaiting } from './waiting.ts';

/** Executions per second of a machine of five states, and what 100,000 waiting executions cost. */
export async function measure({ peers }: { peers?: string }): Promise<readonly Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'werkstroom-bench-'));
  try {
    const load = async (connections: number, executions: number, file: string) => {
      const perSecond = await runLoad({ file, connections, executions });
      const kind = file === ':memory:' ? 'in memory' : 'durable (synchronous=FULL)';
      const conditions = `${kind}, ${connections} at a time, ${executions} executions`;
      return [
        { bench: 'engine', name: 'executions of five states', value: perSecond, unit: '1/s', conditions },
        { bench: 'engine', name: 'states', value: perSecond * STATES_PER_EXECUTION, unit: '1/s', conditions },
      ];
    };
    return [
      ...(await load(32, 4_000, join(folder, 'at-32.sqlite'))),
      ...(await load(1, 1_000, join(folder, 'at-1.sqlite'))),
      ...(await load(32, 4_000, ':memory:')),
      ...(peers === undefined ? [] : [await yardstick(peers, 32, 4_000), await yardstick(peers, 1, 1_000)]),
      ...(await measureWaiting(join(folder, 'waiting.sqlite'))),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function yardstick(peers: string, connections: number, executions: number): Promise<Figure> {
  const value = await runLocalStepFunctions(peers, { connections, executions });
  const conditions = `JSONPath, keeps nothing, ${connections} at a time, ${executions} executions`;
  return { bench: 'engine', name: 'yardstick: aws-local-stepfunctions', value, unit: '1/s', conditions };
}
