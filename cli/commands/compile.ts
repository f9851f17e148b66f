import { shippedCompiler } from '../installation.ts';
import { hasErrors, refuseDefinition } from '../print-problems.ts';
import { readDefinitions, theOne } from '../read-definitions.ts';
import { type Arguments, EXIT, type Shell } from '../shell.ts';

/** Prints the state machine of one workflow. With `--json`, also what the platform keeps beside it. */
export async function compileCommand(shell: Shell, { words, options }: Arguments): Promise<number> {
  const compiler = shippedCompiler();
  const one = theOne(await readDefinitions(shell, words, compiler), options.code);
  if (!one.definition || hasErrors(one)) {
    refuseDefinition(shell, one, options);
    return EXIT.refused;
  }
  const compiled = compiler.compile(one.definition);
  shell.say(
    options.json ? JSON.stringify({ ...compiled, machine: JSON.parse(compiled.machine) }, null, 2) : compiled.machine,
  );
  return EXIT.ok;
}
