import type { WorkflowDefinition } from '../../shared/domain/workflow/definition.ts';
import type { Problem } from '../../shared/domain/workflow/problem.ts';
import { shippedCompiler } from '../installation.ts';
import { hasErrors, printProblems } from '../print-problems.ts';
import { type ReadDefinition, readDefinitions } from '../read-definitions.ts';
import { type Server, serverOf } from '../server.ts';
import { type Arguments, EXIT, type Shell } from '../shell.ts';

/** What became of one workflow of a file on the server. */
interface Imported {
  readonly file: string;
  readonly code: string | null;
  readonly outcome: 'created' | 'replaced' | 'wouldCreate' | 'wouldReplace' | 'refused';
  readonly problems: readonly Problem[];
}

/**
 * Sends workflows to a server. Nothing is enabled by it, and what is enabled stays as it is. With `--dry-run` nothing is changed: the server
 * says, for each workflow, which names in it mean nothing there.
 */
export async function importCommand(shell: Shell, args: Arguments): Promise<number> {
  const read = await readDefinitions(shell, args.words, shippedCompiler());
  const server = serverOf(shell, args);
  const results: Imported[] = [];
  for (const one of read) results.push(await importOne(server, one, args.options['dry-run'] === true));
  if (args.options.json) shell.say(JSON.stringify(results, null, 2));
  else for (const result of results) print(shell, result);
  return results.some(({ outcome, problems }) => outcome === 'refused' || hasErrors({ problems }))
    ? EXIT.refused
    : EXIT.ok;
}

async function importOne(
  server: Server,
  { file, definition, problems }: ReadDefinition,
  dryRun: boolean,
): Promise<Imported> {
  if (!definition) return { file, code: null, outcome: 'refused', problems };
  const { code } = definition;
  const path = `/workflows/${encodeURIComponent(code)}`;
  const known = (await server.call('GET', path, undefined, [404])).status === 200;
  if (dryRun) {
    const { body } = await server.call('POST', '/workflow-checks', { definition });
    return { file, code, outcome: known ? 'wouldReplace' : 'wouldCreate', problems: problemsIn(body) };
  }
  const { body } = await send(server, { path, definition, known });
  return { file, code, outcome: known ? 'replaced' : 'created', problems: problemsIn(body) };
}

function send(
  server: Server,
  { path, definition, known }: { path: string; definition: WorkflowDefinition; known: boolean },
) {
  return known
    ? server.call('PUT', `${path}?draft=true`, { definition })
    : server.call('POST', '/workflows?draft=true', { definition });
}

function problemsIn(body: unknown): readonly Problem[] {
  const { problems } = Object(body);
  return Array.isArray(problems) ? problems : [];
}

function print(shell: Shell, { file, code, outcome, problems }: Imported): void {
  const words = { wouldCreate: 'would be created', wouldReplace: 'would be replaced' } as const;
  shell.say(
    `${file}: ${code ?? '?'}: ${outcome === 'wouldCreate' || outcome === 'wouldReplace' ? words[outcome] : outcome}`,
  );
  if (problems.length > 0) printProblems(shell, { file, problems });
}
