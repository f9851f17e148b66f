import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openDatabase } from '../../../local/store/database.ts';
import { DatabaseClosedError, type LocalDatabase } from '../../../local/store/local-database.ts';
import { DatabaseUnreadableError, openFile } from '../../../local/store/open-file.ts';
import { openThreadedDatabase } from '../../../local/store/threaded-database.ts';
import { changeMind, endTooEarly, insertNumber } from './number-operations.ts';

const THREAD = new URL('./numbers-thread.ts', import.meta.url);

describe.each([
  ['openDatabase', openDatabase],
  ['openThreadedDatabase', (file: string) => openThreadedDatabase(file, THREAD)],
])('%s', (_name, open) => {
  let folder: string;
  let database: LocalDatabase;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'database-'));
    database = open(join(folder, 'data.sqlite'));
    database.migrate('numbers', ['create table numbers (n integer primary key) strict']);
  });
  afterEach(async () => {
    await database.close();
    rmSync(folder, { recursive: true });
  });

  const insert = (n: number) => database.transact(insertNumber, n);
  const stored = () =>
    database
      .prepare('select n from numbers order by n')
      .all()
      .map(({ n }) => n);

  it('fsyncs the log at each commit', () => {
    expect(database.prepare('pragma synchronous').get()).toEqual({ synchronous: 2 });
    expect(database.prepare('pragma journal_mode').get()).toEqual({ journal_mode: 'wal' });
  });

  it('puts all work of one turn in one transaction', async () => {
    const other = openDatabase(join(folder, 'data.sqlite'));
    const versionSeen = () => other.prepare('pragma data_version').get()?.data_version;
    const before = Number(versionSeen());
    await Promise.all([insert(1), insert(2), insert(3)]);
    expect(versionSeen()).toBe(before + 1);
    await other.close();
  });

  it('undoes and rejects only the work that throws', async () => {
    const results = await Promise.allSettled([insert(1), database.transact(changeMind, 2), insert(1), insert(3)]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled']);
    expect(results[1]).toMatchObject({ reason: { message: 'changed my mind' } });
    expect(stored()).toEqual([1, 3]);
  });

  it('runs work in the order of the calls, also when it does not fit into one transaction', async () => {
    const order: number[] = [];
    await Promise.all(Array.from({ length: 1_200 }, (_, n) => insert(n).then((done) => order.push(done))));
    expect(order).toEqual(Array.from({ length: 1_200 }, (_, n) => n));
  });

  it('keeps the order and loses nothing where one and many are written in turn', async () => {
    const order: number[] = [];
    const answered: Promise<unknown>[] = [];
    let n = 0;
    for (const burst of [1, 20, 1, 3, 40, 2, 9, 1, 1, 15]) {
      for (let one = 0; one < burst; one++) answered.push(insert(n++).then((done) => order.push(done)));
      if (burst % 2 === 1) await answered.at(-1);
      else await nextTurn();
    }
    await Promise.all(answered);
    expect(order).toEqual(Array.from({ length: n }, (_, index) => index));
    expect(stored()).toEqual(order);
  });

  it('shows what was acknowledged to everybody who reads afterwards', async () => {
    for (let n = 0; n < 20; n++) {
      await insert(n);
      expect(stored()).toContain(n);
    }
  });

  it('commits what is queued when it is closed, and refuses what comes later', async () => {
    const queued = insert(7);
    await Promise.all([database.close(), expect(queued).resolves.toBe(7)]);
    await expect(insert(8)).rejects.toThrow(DatabaseClosedError);
    expect(stored).toThrow(DatabaseClosedError);
    database = open(join(folder, 'data.sqlite'));
    expect(stored()).toEqual([7]);
  });

  it('acknowledges nothing of a transaction that did not commit', async () => {
    const results = await Promise.allSettled([insert(1), database.transact(endTooEarly, undefined), insert(2)]);
    for (const result of results) {
      expect(result).toMatchObject({ status: 'rejected', reason: { name: 'CommitFailedError' } });
    }
    await insert(3);
    expect(stored()).toEqual([3]);
  });

  it('runs each migration once', async () => {
    await insert(1);
    const statements = ['create table numbers (n integer primary key) strict', 'update numbers set n = n + 10'];
    database.migrate('numbers', statements);
    database.migrate('numbers', statements);
    expect(stored()).toEqual([11]);
  });

  it('applies a migration whole or not at all', () => {
    expect(() =>
      database.migrate('letters', ['create table letters (l text) strict', 'create table oops (']),
    ).toThrow();
    database.migrate('letters', ['create table letters (l text) strict']);
  });

  it('refuses a file that a later version of the program wrote', () => {
    expect(() => database.migrate('numbers', [])).toThrow('version 1');
  });
});

it('says that a file is no database, and what to do', () => {
  const folder = mkdtempSync(join(tmpdir(), 'database-'));
  const file = join(folder, 'data.sqlite');
  writeFileSync(file, 'This was a database once.'.repeat(100));
  expect(() => openDatabase(file)).toThrow(DatabaseUnreadableError);
  expect(() => openDatabase(file)).toThrow(/DATA_DIR/);
  rmSync(folder, { recursive: true });
});

it.each([
  [2_048, 24_576],
  [8_192, 6_144],
])('a log grows to 48 MB before a commit moves it, whatever pages the file has (%i bytes)', (pageSize, pages) => {
  const folder = mkdtempSync(join(tmpdir(), 'database-'));
  const file = join(folder, 'data.sqlite');
  const earlier = new DatabaseSync(file);
  earlier.exec(`pragma page_size = ${pageSize}; create table there (n integer primary key) strict`);
  earlier.close();
  const db = openFile(file);
  expect(db.prepare('pragma page_size').get()).toMatchObject({ page_size: pageSize });
  expect(db.prepare('pragma wal_autocheckpoint').get()).toMatchObject({ wal_autocheckpoint: pages });
  db.close();
  rmSync(folder, { recursive: true });
});

describe('openThreadedDatabase', () => {
  it.each([
    ['a little at a time, which the main thread writes itself', 10],
    ['much at a time, which the other one writes', 500],
  ])('moves its log into the file now and then, where it gets %s', async (_how, burst) => {
    const folder = mkdtempSync(join(tmpdir(), 'database-'));
    const file = join(folder, 'data.sqlite');
    const database = openThreadedDatabase(file, THREAD);
    database.migrate('numbers', ['create table numbers (n integer primary key) strict']);
    const before = statSync(file).size;
    for (let n = 0; n < 7_000; n += burst) {
      await Promise.all(Array.from({ length: burst }, (_, more) => database.transact(insertNumber, n + more)));
    }
    await vi.waitFor(() => expect(statSync(file).size).toBeGreaterThan(before));
    await database.close();
    rmSync(folder, { recursive: true });
  });
});
