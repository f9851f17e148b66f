import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildBundle } from '../../stacks/constructs/build-bundle.ts';
import { DECLARATIONS } from '../../stacks/declarations.ts';
import { type Figure, quantile } from '../figure.ts';
import { initialiseOnce } from './initialise-once.ts';
import { bytesLoadedAtStart } from './loaded-at-start.ts';

const BENCH = 'cold';
const PROCESSES = 9;
const KILOBYTE = 1_024;

/** What a function needs from a fresh process to its handler, bundled as it is deployed. Lambda adds its own start, and less processor than here. */
export async function measure(): Promise<readonly Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'cold-'));
  try {
    const figures: Figure[] = [];
    for (const declaration of DECLARATIONS) {
      const code = join(folder, declaration.name);
      buildBundle(declaration, { code, maps: join(folder, 'maps', declaration.name) });
      figures.push(...(await figuresOf(join(code, 'index.mjs'), declaration)));
    }
    return figures;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function figuresOf(file: string, declaration: (typeof DECLARATIONS)[number]): Promise<readonly Figure[]> {
  const times: number[] = [];
  const sizes: number[] = [];
  for (let round = 0; round < PROCESSES; round += 1) {
    const { milliseconds, residentMegabytes } = await initialiseOnce(file, declaration);
    times.push(milliseconds);
    sizes.push(residentMegabytes);
  }
  const { name } = declaration;
  const conditions = `median of ${PROCESSES} fresh processes, Node ${process.versions.node}`;
  const code = bytesLoadedAtStart(file) / KILOBYTE;
  return [
    { bench: BENCH, name: `${name}, cold initialisation`, value: quantile(times, 0.5), unit: 'ms', conditions },
    { bench: BENCH, name: `${name}, resident memory`, value: quantile(sizes, 0.5), unit: 'MB', conditions },
    {
      bench: BENCH,
      name: `${name}, code`,
      value: code,
      unit: 'KB',
      conditions: 'minified, loaded before the first event',
    },
  ];
}
