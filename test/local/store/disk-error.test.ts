import { DatabaseSync } from 'node:sqlite';
import { expect, it } from 'vitest';
import { isDiskError } from '../../../local/store/disk-error.ts';

function failureOf(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error('It did not fail.');
}

it('takes a database without room for an error of the disk', () => {
  const db = new DatabaseSync(':memory:');
  db.exec('create table t (a); pragma max_page_count = 3');
  expect(isDiskError(failureOf(() => db.prepare('insert into t values (?)').run('x'.repeat(100_000))))).toBe(true);
});

it.each<readonly [string, unknown]>([
  ['a fault in a statement', failureOf(() => new DatabaseSync(':memory:').exec('no statement'))],
  ['a number that stands for something else', Object.assign(new Error('constraint failed'), { errcode: 2_067 })],
  ['an error that is not of SQLite', new Error('Disk full.')],
  ['what is no error', { errcode: 13 }],
])('does not take %s for one', (_what, error) => {
  expect(isDiskError(error)).toBe(false);
});

it('knows the further kinds of a disk that can not be written', () => {
  expect(isDiskError(Object.assign(new Error('disk I/O error'), { errcode: 778 }))).toBe(true);
});
