import { globSync, readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { operations } from '../../local/operations.ts';

it('knows every operation of the database, each by a name of its own', async () => {
  const files = globSync('local/**/*.ts').filter((file) => /: Operation</.test(readFileSync(file, 'utf8')));
  const modules = await Promise.all(files.map((file): Promise<object> => import(pathToFileURL(file).href)));
  const written = modules.flatMap((module) => Object.values(module).flatMap(nameOfOperation));
  const known = operations.map(({ name }) => name);
  expect(known.toSorted()).toEqual([...new Set(written)].toSorted());
  expect(known.length).toBeGreaterThan(15);
});

/** The name of an export, if it is an operation. */
function nameOfOperation(exported: unknown): string[] {
  const { name, run } = Object(exported);
  return typeof name === 'string' && typeof run === 'function' ? [name] : [];
}
