import { globSync, readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';

const PAGE = 'docs/decisions/access-patterns.md';

it(`${PAGE} tells every type of item, and no other`, async () => {
  const modules = await Promise.all(
    globSync('shared/repositories/*.ts').map((file): Promise<object> => import(pathToFileURL(file).href)),
  );
  const types = modules.flatMap((module) => Object.values(module).flatMap(typeOf));
  const [table = ''] = readFileSync(PAGE, 'utf8').split('\n## ');
  const told = [...table.matchAll(/^\| `(\w+)`/gm)].map(([, type]) => type);
  expect(told.toSorted()).toEqual([...new Set(types)].toSorted());
});

/** The type that an export of a repository defines, if it is the definition of one. */
function typeOf(exported: unknown): string[] {
  const { type, create, update } = Object(exported);
  return typeof type === 'string' && create && update ? [type] : [];
}
