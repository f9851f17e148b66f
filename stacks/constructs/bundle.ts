import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AssetHashType, DockerImage } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import type { FunctionDeclaration } from '../../functions/function-declaration.ts';
import { buildBundle } from './build-bundle.ts';

const TOP = fileURLToPath(new URL('../../', import.meta.url));

/**
 * The code of a function: minified ESM, with the expression worker beside it where it is used. No Docker, no network; Lambda's own SDK is not used,
 * so that what runs is what was tested. Source maps are kept aside, in `cdk.out/source-maps`.
 */
export function bundleOf(declaration: FunctionDeclaration): Code {
  const maps = join(process.env.CDK_OUTDIR ?? join(TOP, 'cdk.out'), 'source-maps', declaration.name);
  return Code.fromAsset(join(TOP, 'functions', declaration.name), {
    assetHashType: AssetHashType.OUTPUT,
    bundling: {
      image: DockerImage.fromRegistry('nothing-is-built-in-docker'),
      local: {
        tryBundle(code) {
          buildBundle(declaration, { code, maps });
          return true;
        },
      },
    },
  });
}
