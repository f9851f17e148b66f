import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Figure } from '../figure.ts';

const WAITING = 100_000;
const CONDITIONS = `${WAITING} executions that wait, half for a token, half for a timer`;

/** Starts them in one process, and opens them in another, as after a restart. */
export async function measureWaiting(file: string): Promise<readonly Figure[]> {
  await report(['fill', file, String(WAITING)]);
  const { readyMilliseconds, residentBytes, lateMilliseconds } = await report(['open', file]);
  const figure = (name: string, value: number, unit: string): Figure => ({
    bench: 'engine',
    name,
    value,
    unit,
    conditions: CONDITIONS,
  });
  return [
    figure('restart to ready', readyMilliseconds ?? Number.NaN, 'ms'),
    figure('resident memory', (residentBytes ?? Number.NaN) / 1_048_576, 'MB'),
    figure('a due timer fires late by', lateMilliseconds ?? Number.NaN, 'ms'),
  ];
}

function report(args: readonly string[]): Promise<Readonly<Record<string, number>>> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'waiting-process.ts'), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  return new Promise((resolve, reject) => {
    child.once('close', (code) =>
      code === 0 ? resolve(JSON.parse(output)) : reject(new Error(`Ended with ${code}.`)),
    );
  });
}
