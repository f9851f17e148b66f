import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CountedDatabase, openCountedDatabase } from '../../local/conformance/counted-database.ts';
import type { MessageSource } from '../../local/queue/message-source.ts';
import { type Poller, startPoller } from '../../local/queue/queue-poller.ts';
import { openSqliteQueue } from '../../local/queue/sqlite-queue.ts';
import type { DeadLetters } from '../../shared/ports/dead-letters.ts';
import type { Queue } from '../../shared/ports/queue.ts';
import { createJumpingClock, type JumpingClock } from '../support/jumping-clock.ts';
import { createMemoryQueue } from '../support/memory-queue.ts';
import { createSeededIdSource } from '../support/seeded-id-source.ts';
import { createSilentLog } from '../support/silent-log.ts';
import { type QueueHarness, queueContract } from './queue.contract.ts';

interface Surroundings {
  readonly clock: JumpingClock;
  open(): Promise<Queue & MessageSource & { deadLetters: DeadLetters }>;
  /** Ends the adapter; what it keeps on a disk stays. */
  close(): unknown;
  readonly isDurable: boolean;
  dispose(): void;
}

async function harnessOf({ clock, open, close, isDurable, dispose }: Surroundings): Promise<QueueHarness> {
  let opened = await open();
  let pollers: Poller[] = [];
  const restart = async (): Promise<void> => {
    pollers = [];
    await close();
    opened = await open();
  };
  return {
    get queue() {
      return opened;
    },
    get deadLetters() {
      return opened.deadLetters;
    },
    consume(queue, handle) {
      const log = createSilentLog();
      pollers.push(startPoller({ queue, source: opened, clock, log, concurrency: 4, batchSize: 10, handle }));
    },
    passTime: clock.advance,
    ...(isDurable && { restart }),
    async dispose() {
      await Promise.all(pollers.map((poller) => poller.stop()));
      await close();
      dispose();
    },
  };
}

queueContract('SQLite', () => {
  const folder = mkdtempSync(join(tmpdir(), 'queue-'));
  // Time stands still while something is written: no delivery is overtaken by a jump.
  const clock = createJumpingClock({ deeds: () => database?.transactions() ?? 0 });
  const ids = createSeededIdSource();
  let database: CountedDatabase | undefined;
  return harnessOf({
    clock,
    isDurable: true,
    open() {
      database = openCountedDatabase(join(folder, 'data.sqlite'));
      return openSqliteQueue({ database, clock, ids });
    },
    close: () => database?.close(),
    dispose: () => rmSync(folder, { recursive: true }),
  });
});

queueContract('memory', () => {
  const clock = createJumpingClock();
  const queue = createMemoryQueue({ clock, ids: createSeededIdSource() });
  return harnessOf({ clock, isDurable: false, open: async () => queue, close: () => {}, dispose: () => {} });
});
