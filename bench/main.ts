import { type Figure, renderFigures } from './figure.ts';

/** `npm run bench -- [NAME]`: one benchmark, or all of them one after the other. */

const BENCHES: Readonly<Record<string, () => Promise<{ measure(): Promise<readonly Figure[]> }>>> = {
  engine: () => import('./engine/engine.ts'),
  events: () => import('./events/events.ts'),
  approvals: () => import('./approvals/approvals.ts'),
  matching: () => import('./matching/matching.ts'),
  cost: () => import('./cost/cost.ts'),
  cold: () => import('./cold/cold.ts'),
};

const [chosen] = process.argv.slice(2);
const names = chosen === undefined ? Object.keys(BENCHES) : [chosen];
for (const name of names) {
  const load = BENCHES[name];
  if (!load) {
    console.error(`There is no benchmark ${name}. Choose one of ${Object.keys(BENCHES).join(', ')}.`);
    process.exit(1);
  }
  const { measure } = await load();
  console.log(renderFigures(await measure()));
}
