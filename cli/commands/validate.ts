import { shippedCompiler } from '../installation.ts';
import { hasErrors, printProblems } from '../print-problems.ts';
import { readDefinitions } from '../read-definitions.ts';
import { type Arguments, EXIT, type Shell } from '../shell.ts';

/** Says what is wrong with the workflows of files. */
export async function validateCommand(shell: Shell, { words, options }: Arguments): Promise<number> {
  const read = await readDefinitions(shell, words, shippedCompiler());
  if (options.json) {
    const results = read.map(({ file, definition, problems }) => ({ file, code: definition?.code ?? null, problems }));
    shell.say(JSON.stringify(results, null, 2));
  } else {
    for (const one of read) printProblems(shell, one);
  }
  return read.some(hasErrors) ? EXIT.refused : EXIT.ok;
}
