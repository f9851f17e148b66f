import { describe, expect, it } from 'vitest';
import type { MessageSource } from '../../../local/queue/message-source.ts';
import { openSqliteQueue } from '../../../local/queue/sqlite-queue.ts';
import { openDatabase } from '../../../local/store/database.ts';
import type { Queue } from '../../../shared/ports/queue.ts';
import { createJumpingClock, type JumpingClock } from '../../support/jumping-clock.ts';
import { createMemoryQueue } from '../../support/memory-queue.ts';
import { createSeededIdSource } from '../../support/seeded-id-source.ts';

const ids = createSeededIdSource();
const kinds: [string, (clock: JumpingClock) => Promise<Queue & MessageSource>][] = [
  ['SQLite', (clock) => openSqliteQueue({ database: openDatabase(':memory:'), clock, ids })],
  ['memory', async (clock) => createMemoryQueue({ clock, ids })],
];

describe.each(kinds)('an answer after the visibility timeout: %s', (_name, makeQueue) => {
  it('changes nothing, neither for what is in flight again nor for what waits behind it', async () => {
    const clock = createJumpingClock();
    const queue = await makeQueue(clock);
    for (const body of ['a', 'b', 'c']) await queue.send('events', { body, group: 'g' });
    const late = await queue.receive('events', { limit: 3, visibilityTimeoutSeconds: 10 });
    await clock.advance(10_000);
    const present = await queue.receive('events', { limit: 1, visibilityTimeoutSeconds: 10 });
    expect(present.messages.map(({ body }) => body)).toEqual(['a']);

    await queue.settle(late, new Map(late.messages.map(({ id }) => [id, { kind: 'handled' }])));
    const meanwhile = await queue.receive('events', { limit: 3, visibilityTimeoutSeconds: 10 });
    expect(meanwhile.messages).toEqual([]);

    await queue.settle(present, new Map(present.messages.map(({ id }) => [id, { kind: 'handled' }])));
    const rest = await queue.receive('events', { limit: 3, visibilityTimeoutSeconds: 10 });
    expect(rest.messages.map(({ body, receiveCount }) => [body, receiveCount])).toEqual([
      ['b', 2],
      ['c', 2],
    ]);
  });
});
