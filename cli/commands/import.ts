import type { WorkflowDefinition } from '../../shared/domain/workflow/definition.ts';
import type { Problem } from '../../shared/domain/workflow/problem.ts';
import { type CompanyDocument, readCompanyDocument } from '../company/company-document.ts';
import { importCompany } from '../company/import-company.ts';
import { printImport } from '../company/print-import.ts';
import { shippedCompiler } from '../installation.ts';
import { hasErrors, printProblems } from '../print-problems.ts';
import { type ReadDefinition, readDefinitions } from '../read-definitions.ts';
import { type Server, serverOf } from '../server.ts';
import { type Arguments, EXIT, type Shell, UsageError } from '../shell.ts';

/** What became of one workflow of a file on the server. */
interface Imported {
  readonly file: string;
  readonly code: string | null;
  readonly outcome: 'created' | 'replaced' | 'wouldCreate' | 'wouldReplace' | 'refused';
  readonly problems: readonly Problem[];
}

/** Sends a company, or workflows, to a server. Which of them a file holds, it says itself. */
export async function importCommand(shell: Shell, args: Arguments): Promise<number> {
  const [file] = args.words;
  if (file === undefined) throw new UsageError('A file is missing.');
  // Read once: what is piped in comes only once.
  const text = await shell.read(file);
  const document = readCompanyDocument(text, file);
  const read: Shell['read'] = async (name) => (name === file ? text : shell.read(name));
  if (!document) return importWorkflows({ ...shell, read }, args);
  if (args.words.length > 1) throw new UsageError('A company is imported alone.');
  return importOneCompany(shell, args, document);
}

async function importOneCompany(shell: Shell, args: Arguments, document: CompanyDocument): Promise<number> {
  const { 'dry-run': dryRun, enable, 'sign-ins': signIns } = args.options;
  const options = { dryRun: dryRun === true, enable: enable === true, signIns: signIns === true };
  const parts = await importCompany(serverOf(shell, args), document, options);
  if (args.options.json) shell.say(JSON.stringify({ parts, openRuns: document.openRuns }, null, 2));
  else printImport(shell, { document, parts, options });
  return parts.some(({ outcome }) => outcome === 'refused') ? EXIT.refused : EXIT.ok;
}

/**
 * Sends workflows to a server. Nothing is enabled by it, and what is enabled stays as it is. With `--dry-run` nothing is changed: the server
 * says, for each workflow, which names in it mean nothing there.
 */
async function importWorkflows(shell: Shell, args: Arguments): Promise<number> {
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
