import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { addWerkstroom, type WerkstroomStacks } from '../../../stacks/werkstroom-app.ts';

/** A resource of a template. */
export interface TemplateResource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
  readonly DeletionPolicy?: string;
}

/** A stack as CloudFormation would get it. */
export interface Template {
  readonly part: string;
  readonly stackName: string;
  readonly region: string;
  readonly account: string;
  readonly resources: Readonly<Record<string, TemplateResource>>;
  readonly outputs: Readonly<Record<string, { Value: unknown; Export?: { Name: string } }>>;
}

const { context: flags }: { context: Record<string, unknown> } = JSON.parse(readFileSync('cdk.json', 'utf8'));

/**
 * Synthesises everything, as `cdk synth` does, without bundling code. cdk-nag checks it: a finding throws.
 *
 * @param addMore puts something beside it, that a check should find.
 */
export function synthesise(
  context: Record<string, unknown> = {},
  addMore: (stacks: WerkstroomStacks) => void = () => undefined,
): readonly Template[] {
  const outdir = mkdtempSync(join(tmpdir(), 'cdk-'));
  try {
    const app = new App({ outdir, context: { ...flags, 'aws:cdk:bundling-stacks': [], ...context } });
    addMore(addWerkstroom(app));
    return app.synth().stacks.map(({ stackName, environment, template }) => ({
      part: stackName.split('-').at(-1) ?? '',
      stackName,
      region: environment.region,
      account: environment.account,
      resources: template.Resources,
      outputs: template.Outputs ?? {},
    }));
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

/** The resources of one type, with their names, in one stack or in all. */
export function resourcesOf(
  templates: readonly Template[],
  type: string,
  part?: string,
): readonly { id: string; part: string; properties: Readonly<Record<string, unknown>>; resource: TemplateResource }[] {
  return templates
    .filter((template) => part === undefined || template.part === part)
    .flatMap((template) =>
      Object.entries(template.resources)
        .filter(([, { Type }]) => Type === type)
        .map(([id, resource]) => ({ id, part: template.part, properties: resource.Properties ?? {}, resource })),
    );
}
