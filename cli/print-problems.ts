import type { Problem } from '../shared/domain/workflow/problem.ts';
import type { ReadDefinition } from './read-definitions.ts';
import type { Arguments, Shell } from './shell.ts';

/** True when the workflow can not be enabled. */
export function hasErrors({ problems }: Pick<ReadDefinition, 'problems'>): boolean {
  return problems.some(({ severity }) => severity === 'error');
}

/** Each problem in a line, with what to do about it in the next. */
export function printProblems(shell: Pick<Shell, 'say'>, { file, definition, problems }: ReadDefinition): void {
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const warnings = problems.length - errors;
  const verdict = errors > 0 ? counted(errors, 'error') : 'valid';
  const also = warnings > 0 ? `, ${counted(warnings, 'warning')}` : '';
  shell.say(`${file}: ${definition?.code ?? '?'}: ${verdict}${also}`);
  sayProblems(shell, problems);
}

/** Each problem alone. */
export function sayProblems(shell: Pick<Shell, 'say'>, problems: readonly Problem[]): void {
  for (const problem of problems) shell.say(lineOf(problem));
}

/** What a command says that needs a workflow without errors: to programs as JSON, to people what is wrong. */
export function refuseDefinition(
  shell: Pick<Shell, 'say' | 'complain'>,
  one: ReadDefinition,
  { json }: Arguments['options'],
): void {
  const { file, definition, problems } = one;
  if (json) shell.say(JSON.stringify({ file, code: definition?.code ?? null, problems }, null, 2));
  else printProblems({ say: shell.complain }, one);
}

function lineOf({ severity, code, pointer, message, hint }: Problem): string {
  const first = `  ${severity} ${pointer || '/'}: ${message} (${code})`;
  return hint === undefined ? first : `${first}\n    ${hint}`;
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
