import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { IMPORT_TABLE } from './import-table.ts';

/** One import of one of our files. */
export interface Import {
  readonly from: string;
  /** A path from the top of the repository, or the name of a package. */
  readonly to: string;
}

const IMPORT = /^\s*(?:import|export)\s+(?:type\s+)?(?:[^'"]*?\sfrom\s+)?['"]([^'"]+)['"]/gm;

/** All TypeScript files of the product. */
export function sourceFiles(): readonly string[] {
  const tops = new Set(Object.keys(IMPORT_TABLE).map((room) => room.split('/')[0] ?? room));
  return [...tops]
    .filter((top) => existsSync(top))
    .flatMap((top) =>
      readdirSync(top, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
        .map((entry) => join(entry.parentPath, entry.name)),
    );
}

/** All imports of all files of the product. */
export function imports(): readonly Import[] {
  return sourceFiles().flatMap((from) =>
    [...readFileSync(from, 'utf8').matchAll(IMPORT)].map(([, specifier = '']) => ({
      from,
      to: specifier.startsWith('.') ? normalize(join(dirname(from), specifier)) : specifier,
    })),
  );
}
