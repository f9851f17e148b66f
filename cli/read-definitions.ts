import { readBusinessCentralXml } from '../shared/contracts/business-central/read-workflows.ts';
import { type ParsedDefinition, parseDefinition } from '../shared/contracts/parse-definition.ts';
import { parseDefinitionText } from '../shared/contracts/parse-definition-text.ts';
import { problemsBeside } from '../shared/contracts/sound-parts.ts';
import type { WorkflowDefinition } from '../shared/domain/workflow/definition.ts';
import type { Problem } from '../shared/domain/workflow/problem.ts';
import type { BoundCompiler } from '../statemachines/bind-compiler.ts';
import { type Shell, UsageError } from './shell.ts';

/** A workflow of a file, with everything that is wrong with it. Without a definition, even its form is wrong. */
export interface ReadDefinition {
  readonly file: string;
  readonly definition?: WorkflowDefinition;
  readonly problems: readonly Problem[];
}

/** All workflows of the files, in order. @throws UsageError when no file is named. */
export async function readDefinitions(
  shell: Pick<Shell, 'read'>,
  files: readonly string[],
  compiler: BoundCompiler,
): Promise<readonly ReadDefinition[]> {
  if (files.length === 0) throw new UsageError('A file is missing.');
  const read: ReadDefinition[] = [];
  for (const file of files) {
    const text = await shell.read(file);
    for (const parsed of parsedOf(text)) read.push({ file, ...checked(parsed, compiler) });
  }
  return read;
}

/** XML begins with a tag; nothing else that can be a workflow does. */
function parsedOf(text: string): readonly (ParsedDefinition & { readonly warnings?: readonly Problem[] })[] {
  return /^\uFEFF?\s*</.test(text) ? readBusinessCentralXml(text) : parseDefinitionText(text);
}

function checked(
  parsed: ParsedDefinition & { readonly warnings?: readonly Problem[] },
  compiler: BoundCompiler,
): Omit<ReadDefinition, 'file'> {
  const formed = 'definition' in parsed ? parseDefinition(parsed.definition) : parsed;
  const { warnings = [] } = parsed;
  if ('definition' in formed) {
    const { definition } = formed;
    return { definition, problems: [...warnings, ...compiler.validate(definition, [])] };
  }
  const { problems, sound } = formed;
  const more = sound ? problemsBeside(sound, compiler.validate(sound.definition, [])) : [];
  return { problems: [...warnings, ...problems, ...more] };
}

/** The one workflow that a command is about. @throws UsageError */
export function theOne(read: readonly ReadDefinition[], code: unknown): ReadDefinition {
  const candidates = typeof code === 'string' ? read.filter(({ definition }) => definition?.code === code) : read;
  const [one, another] = candidates;
  if (!one)
    throw new UsageError(typeof code === 'string' ? `There is no workflow ${code} in it.` : 'It holds no workflow.');
  if (another) throw new UsageError('It holds several workflows: say which one with --code.');
  return one;
}
