import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AssetHashType, DockerImage } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import type { FunctionDeclaration } from '../../functions/function-declaration.ts';

const TOP = fileURLToPath(new URL('../../', import.meta.url));
/** Expressions are evaluated in a process of their own, which is started from this file beside that of the function. */
const WORKER = 'shared/adapters/jsonata/expression-worker.ts';

/** In Lambda, credentials come from the environment: no profiles, no sign-in, no metadata address. */
const CREDENTIALS = './shared/adapters/aws/lambda-credentials.ts';

/** Packages from before ESM ask for `require`. */
const BANNER = `import { createRequire as makeRequire } from 'node:module'; const require = makeRequire(import.meta.url);`;

/**
 * The code of a function: minified ESM, with the expression worker beside it where it is used. No Docker, no network; Lambda's own SDK is not used,
 * so that what runs is what was tested. Source maps are kept aside, in `cdk.out/source-maps`.
 */
export function bundleOf(declaration: FunctionDeclaration): Code {
  return Code.fromAsset(join(TOP, 'functions', declaration.name), {
    assetHashType: AssetHashType.OUTPUT,
    bundling: {
      image: DockerImage.fromRegistry('nothing-is-built-in-docker'),
      local: {
        tryBundle(outputFolder) {
          buildInto(declaration, outputFolder);
          return true;
        },
      },
    },
  });
}

/** Builds the bundle of a function into a folder: `index.mjs`, and `expression-worker.mjs` where it evaluates expressions. */
export function buildInto({ name, ports }: FunctionDeclaration, outputFolder: string): void {
  const { outputFiles } = esbuild().buildSync({
    absWorkingDir: TOP,
    entryPoints: {
      index: `functions/${name}/index.ts`,
      ...(ports.includes('expressions') && { 'expression-worker': WORKER }),
    },
    outdir: outputFolder,
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
  const maps = join(process.env.CDK_OUTDIR ?? join(TOP, 'cdk.out'), 'source-maps', name);
  for (const folder of [outputFolder, maps]) mkdirSync(folder, { recursive: true });
  for (const { path, contents } of outputFiles) {
    writeFileSync(join(path.endsWith('.map') ? maps : outputFolder, basename(path)), contents);
  }
}

/** Loaded when something is bundled: tests look at templates only. */
function esbuild(): typeof import('esbuild') {
  return createRequire(import.meta.url)('esbuild');
}
