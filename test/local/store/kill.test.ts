import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openSqliteQueue } from '../../../local/queue/sqlite-queue.ts';
import { openDatabase } from '../../../local/store/database.ts';
import { createSqliteItemStore } from '../../../local/store/sqlite-item-store.ts';
import { systemClock } from '../../../shared/adapters/system/system-clock.ts';
import { readAll } from '../../contract/item-samples.ts';
import { createSeededIdSource } from '../../support/seeded-id-source.ts';

const WRITER = join(import.meta.dirname, 'acknowledging-writer.ts');

/** Lets the writer run until it has acknowledged so many, kills it, and answers the numbers that it acknowledged. */
async function killedAfter(count: number, args: readonly string[]): Promise<readonly number[]> {
  const writer = spawn(process.execPath, [WRITER, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  writer.stdout.on('data', (chunk) => {
    output += chunk;
    if (output.split('\n').length > count) writer.kill('SIGKILL');
  });
  await new Promise((resolve) => writer.on('close', resolve));
  return output.split('\n').slice(0, -1).map(Number);
}

it('loses nothing that was acknowledged, and keeps nothing by half, when the process is killed', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kill-'));
  const file = join(folder, 'data.sqlite');
  const acknowledged: number[] = [];
  for (const [round, count] of [1, 60, 333].entries()) {
    acknowledged.push(...(await killedAfter(count, [file, String(round * 1_000_000)])));
  }
  expect(acknowledged.length).toBeGreaterThan(390);

  const database = openDatabase(file);
  const store = createSqliteItemStore({ database, clock: systemClock });
  const numbersIn = async (partition: string) => {
    const items = await readAll(store, { index: 'base', partition, limit: 1_000 });
    return items.map(({ body }) => Number(body.n));
  };
  const kept = await numbersIn('thing#kill');
  expect(await numbersIn('thing#twin')).toEqual(kept);
  expect(acknowledged.filter((n) => !new Set(kept).has(n))).toEqual([]);

  const queue = await openSqliteQueue({ database, clock: systemClock, ids: createSeededIdSource() });
  const sent = new Set<number>();
  while (queue.nextReceiveAt('events') !== undefined) {
    const batch = await queue.receive('events', { limit: 1_000, visibilityTimeoutSeconds: 60 });
    for (const { body } of batch.messages) sent.add(Number(body));
    await queue.settle(batch, new Map(batch.messages.map(({ id }) => [id, { kind: 'handled' }])));
  }
  expect(acknowledged.filter((n) => !sent.has(n))).toEqual([]);
  await database.close();
  rmSync(folder, { recursive: true });
});
