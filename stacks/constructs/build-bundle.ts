import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FunctionDeclaration } from '../../functions/function-declaration.ts';

const TOP = fileURLToPath(new URL('../../', import.meta.url));
/** Expressions are evaluated in a process of their own, which is started from this file beside that of the function. */
const WORKER = 'shared/adapters/jsonata/expression-worker.ts';

/** In Lambda, credentials come from the environment: no profiles, no sign-in, no metadata address. */
const CREDENTIALS = './shared/adapters/aws/lambda-credentials.ts';

/** Packages from before ESM ask for `require`. */
const BANNER = `import { createRequire as makeRequire } from 'node:module'; const require = makeRequire(import.meta.url);`;

/** Where the files of a bundle go. */
export interface BundleFolders {
  readonly code: string;
  /** Source maps are kept aside: they are not deployed, and make stack traces of logs readable. */
  readonly maps: string;
}

/** Builds the code of a function: `index.mjs` with what it loads later beside it, and `expression-worker.mjs` where it evaluates expressions. */
export function buildBundle({ name, ports }: FunctionDeclaration, folders: BundleFolders): void {
  const { outputFiles } = esbuild().buildSync({
    absWorkingDir: TOP,
    entryPoints: {
      index: `functions/${name}/index.ts`,
      ...(ports.includes('expressions') && { 'expression-worker': WORKER }),
    },
    outdir: folders.code,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    minify: true,
    // What is loaded with its first use only (blobs, outgoing HTTP) stays in a file of its own.
    splitting: true,
    sourcemap: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node24',
    mainFields: ['module', 'main'],
    alias: { '@aws-sdk/credential-provider-node': CREDENTIALS },
    banner: { js: BANNER },
    legalComments: 'none',
    logLevel: 'error',
    write: false,
  });
  for (const folder of Object.values(folders)) mkdirSync(folder, { recursive: true });
  for (const { path, contents } of outputFiles) {
    writeFileSync(join(path.endsWith('.map') ? folders.maps : folders.code, basename(path)), contents);
  }
}

/** Loaded when something is bundled: tests look at templates only. */
function esbuild(): typeof import('esbuild') {
  return createRequire(import.meta.url)('esbuild');
}
