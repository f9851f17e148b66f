import { openSqliteQueue } from '../../../local/queue/sqlite-queue.ts';
import { createSqliteItemStore } from '../../../local/store/sqlite-item-store.ts';
import { openThreadedDatabase } from '../../../local/store/threaded-database.ts';
import { systemClock } from '../../../shared/adapters/system/system-clock.ts';
import { createSystemIdSource } from '../../../shared/adapters/system/system-id-source.ts';

/** A process that writes until it is killed: each item with a message about it. Prints the number of each when both are acknowledged. */
const [, , file = '', firstNumber = '0'] = process.argv;
const database = openThreadedDatabase(file, new URL('../../../local/database-thread.ts', import.meta.url));
const store = createSqliteItemStore({ database, clock: systemClock });
const queue = await openSqliteQueue({ database, clock: systemClock, ids: createSystemIdSource(systemClock) });
let next = Number(firstNumber);

async function write(): Promise<void> {
  const n = next++;
  const item = { key: { partition: 'thing#kill', sort: String(n) }, type: 'thing', version: 1, body: { n } };
  const other = { ...item, key: { partition: 'thing#twin', sort: String(n) } };
  await store.write([
    { kind: 'put', item, expect: 'absent' },
    { kind: 'put', item: other, expect: 'absent' },
  ]);
  await queue.send('events', { body: String(n), group: `g${n % 7}` });
  process.stdout.write(`${n}\n`);
  await write();
}

await Promise.all(Array.from({ length: 20 }, write));
