import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type Figure, renderFigures } from './figure.ts';

/**
 * `npm run bench -- [NAME] [--peers FOLDER]`: one benchmark, or all of them one after the other. In the folder the reader has installed what
 * they want to compare with.
 */

const BENCHES: Readonly<
  Record<string, () => Promise<{ measure(options: { peers?: string }): Promise<readonly Figure[]> }>>
> = {
  engine: () => import('./engine/engine.ts'),
  events: () => import('./events/events.ts'),
  approvals: () => import('./approvals/approvals.ts'),
  matching: () => import('./matching/matching.ts'),
  cost: () => import('./cost/cost.ts'),
  cold: () => import('./cold/cold.ts'),
  peers: () => import('./peers/peers.ts'),
};

const { values, positionals } = parseArgs({ allowPositionals: true, options: { peers: { type: 'string' } } });
const options = values.peers === undefined ? {} : { peers: resolve(values.peers) };
const [chosen] = positionals;
const names = chosen === undefined ? Object.keys(BENCHES).filter((name) => name !== 'peers' || values.peers) : [chosen];
for (const name of names) {
  const load = BENCHES[name];
  if (!load) {
    console.error(`There is no benchmark ${name}. Choose one of ${Object.keys(BENCHES).join(', ')}.`);
    process.exit(1);
  }
  const { measure } = await load();
  console.log(renderFigures(await measure(options)));
}
