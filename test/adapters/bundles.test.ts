import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { initialiseOnce } from '../../bench/cold/initialise-once.ts';
import { bytesLoadedAtStart } from '../../bench/cold/loaded-at-start.ts';
import { WorkerExpressionEvaluator } from '../../shared/adapters/jsonata/worker-expression-evaluator.ts';
import { buildBundle } from '../../stacks/constructs/build-bundle.ts';
import { DECLARATIONS } from '../../stacks/declarations.ts';

const KILOBYTE = 1_024;
/** What a function loads before its first event: more makes people wait after a pause. */
const LARGEST_KILOBYTES = 600;

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'bundles-'));
  for (const declaration of DECLARATIONS) {
    const { name } = declaration;
    buildBundle(declaration, { code: join(folder, name), maps: join(folder, 'maps', name) });
  }
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true }));

describe.each(DECLARATIONS.map((one) => [one.name, one] as const))(
  'the bundle of %s',
  { timeout: 60_000 },
  (name, declaration) => {
    it('loads little before its first event', () => {
      expect(bytesLoadedAtStart(join(folder, name, 'index.mjs')) / KILOBYTE).toBeLessThan(LARGEST_KILOBYTES);
    });

    it('starts with the environment that its function declares, and has a handler that Lambda takes', async () => {
      expect(await initialiseOnce(join(folder, name, 'index.mjs'), declaration)).toMatchObject({ hasHandler: true });
    });

    it('does not import node:http by name, which loads a second HTTP client', () => {
      const code = readdirSync(join(folder, name)).filter((file) => !/^(undici|expression)/.test(file));
      const importing = code.filter((file) =>
        /from\s*"(node:)?http"/.test(readFileSync(join(folder, name, file), 'utf8')),
      );
      expect(importing).toEqual([]);
    });

    it('is code only: its source maps are kept aside', () => {
      const code = readdirSync(join(folder, name));
      expect(code.filter((file) => !file.endsWith('.mjs'))).toEqual([]);
      expect(readdirSync(join(folder, 'maps', name)).toSorted()).toEqual(code.map((file) => `${file}.map`).toSorted());
    });
  },
);

it('evaluates expressions in the worker beside the function', async () => {
  const evaluator = new WorkerExpressionEvaluator(
    pathToFileURL(join(folder, 'dispatch-events', 'expression-worker.mjs')),
  );
  expect(await evaluator.evaluate('$event.amount * 2', { event: { amount: 21 } })).toBe(42);
  await evaluator.close();
});
