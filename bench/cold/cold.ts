import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildBundle } from '../../stacks/constructs/build-bundle.ts';
import { DECLARATIONS } from '../../stacks/declarations.ts';
import { type Figure, quantile } from '../figure.ts';
import { type Initialisation, initialiseOnce } from './initialise-once.ts';
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
  const { name } = declaration;
  const seen: Initialisation[] = [];
  for (let round = 0; round < PROCESSES; round += 1) seen.push(await initialiseOnce(file, declaration));
  const medianOf = (value: (one: Initialisation) => number): number => quantile(seen.map(value), 0.5);
  const conditions = `median of ${PROCESSES} fresh processes, Node ${process.versions.node}`;
  const code = bytesLoadedAtStart(file) / KILOBYTE;
  const figure = (what: string, value: number, unit: string, under = conditions): Figure => ({
    bench: BENCH,
    name: `${name}, ${what}`,
    value,
    unit,
    conditions: under,
  });
  return [
    figure(
      'cold initialisation',
      medianOf(({ milliseconds }) => milliseconds),
      'ms',
    ),
    figure(
      'processor time of it',
      medianOf(({ processorMilliseconds }) => processorMilliseconds),
      'ms',
    ),
    figure(
      'resident memory',
      medianOf(({ residentMegabytes }) => residentMegabytes),
      'MB',
    ),
    figure('code', code, 'KB', 'minified, loaded before the first event'),
  ];
}
