import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FunctionDeclaration } from '../../functions/function-declaration.ts';
import { WorkerExpressionEvaluator } from '../../shared/adapters/jsonata/worker-expression-evaluator.ts';
import { buildInto } from '../../stacks/constructs/bundle.ts';

const KILOBYTE = 1_024;
/** Loaded before the first event. Who checks definitions carries JSONata, JSON Schema and cron with it. */
const LARGEST: Readonly<Record<string, number>> = { manage: 1_150, 'publish-workflow': 850 };
const LARGEST_OF_OTHERS = 600;

const run = promisify(execFile);
const names = readdirSync('functions', { withFileTypes: true }).flatMap((one) => (one.isDirectory() ? [one.name] : []));
const declarations = new Map<string, FunctionDeclaration>();
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bundles-'));
  process.env.CDK_OUTDIR = folder;
  for (const name of names) {
    const { default: declaration }: { default: FunctionDeclaration } = await import(
      `../../functions/${name}/function.ts`
    );
    declarations.set(name, declaration);
    buildInto(declaration, join(folder, name));
  }
});
afterAll(() => {
  delete process.env.CDK_OUTDIR;
  rmSync(folder, { recursive: true });
});

/** The file and everything that it imports statically. */
function loadedWith(file: string, seen = new Set<string>()): ReadonlySet<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  const imports = readFileSync(file, 'utf8').matchAll(/(?:from|import)\s*["']\.\/([\w.-]+\.mjs)["']/g);
  for (const [, name = ''] of imports) loadedWith(join(file, '..', name), seen);
  return seen;
}

describe.each(names)('the bundle of %s', (name) => {
  it('loads little before its first event', () => {
    const bytes = [...loadedWith(join(folder, name, 'index.mjs'))].reduce((sum, file) => sum + statSync(file).size, 0);
    expect(Math.ceil(bytes / KILOBYTE)).toBeLessThan(LARGEST[name] ?? LARGEST_OF_OTHERS);
  });

  it('starts with the environment that its function declares, and has a handler that Lambda takes', async () => {
    const declared = declarations.get(name)?.environment ?? [];
    const env = {
      PATH: process.env.PATH,
      AWS_REGION: 'eu-west-1',
      ...Object.fromEntries(declared.map((one) => [one, `https://example.com/${one.toLowerCase()}`])),
    };
    const file = pathToFileURL(join(folder, name, 'index.mjs')).href;
    const script = `import('${file}').then(({ handler }) => console.log(typeof handler, handler.length <= 2))`;
    const { stdout, stderr } = await run(process.execPath, ['--input-type=module', '-e', script], { env });
    expect(stdout.trim()).toBe('function true');
    expect(stderr).toBe('');
  });
});

it('evaluates expressions in the worker beside the function', async () => {
  const evaluator = new WorkerExpressionEvaluator(
    pathToFileURL(join(folder, 'dispatch-events', 'expression-worker.mjs')),
  );
  expect(await evaluator.evaluate('$event.amount * 2', { event: { amount: 21 } })).toBe(42);
  await evaluator.close();
});
