import { parseDefinition } from '../shared/contracts/parse-definition.ts';
import { readWorkflowText, type WrittenWorkflow } from '../shared/contracts/read-workflow-text.ts';
import { problemsBeside } from '../shared/contracts/sound-parts.ts';
import type { WorkflowDefinition } from '../shared/domain/workflow/definition.ts';
import type { Problem } from '../shared/domain/workflow/problem.ts';
import type { BoundCompiler } from '../statemachines/bind-compiler.ts';
import { FileError, type Shell, UsageError } from './shell.ts';

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
    for (const parsed of readWorkflowText(text)) read.push({ file, ...checked(parsed, compiler) });
  }
  return read;
}

function checked(parsed: WrittenWorkflow, compiler: BoundCompiler): Omit<ReadDefinition, 'file'> {
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

/** The one workflow that a command is about. @throws FileError */
export function theOne(read: readonly ReadDefinition[], code: unknown): ReadDefinition {
  const candidates = typeof code === 'string' ? read.filter(({ definition }) => definition?.code === code) : read;
  const [one, another] = candidates;
  const files = [...new Set(read.map(({ file }) => file))].join(', ');
  if (!one) throw new FileError(`There is no workflow ${code} in ${files}.`);
  if (another) throw new FileError(`${files} holds several workflows: say which one with --code.`);
  return one;
}
