import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** How many bytes of code a bundle loads before its first event: a file and everything that it imports statically. */
export function bytesLoadedAtStart(file: string): number {
  return [...loadedWith(file)].reduce((sum, one) => sum + statSync(one).size, 0);
}

function loadedWith(file: string, seen = new Set<string>()): ReadonlySet<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  const imports = readFileSync(file, 'utf8').matchAll(/(?:from|import)\s*["']\.\/([\w.-]+\.mjs)["']/g);
  for (const [, name = ''] of imports) loadedWith(join(file, '..', name), seen);
  return seen;
}
