import type { Problem } from '../../shared/domain/workflow/problem.ts';
import { type CompanyDocument, readCompanyDocument } from '../company/company-document.ts';
import { importCompany } from '../company/import-company.ts';
import { printImport } from '../company/print-import.ts';
import { hasErrors, sayProblems } from '../print-problems.ts';
import { serverOf } from '../server.ts';
import { type Arguments, EXIT, type Shell, UsageError } from '../shell.ts';

/** What the server says of one workflow of a file. */
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
  if (!document) return importFiles({ ...shell, read }, args);
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
async function importFiles(shell: Shell, args: Arguments): Promise<number> {
  const dryRun = args.options['dry-run'] === true;
  const texts: { file: string; text: string }[] = [];
  for (const file of args.words) texts.push({ file, text: await shell.read(file) });
  const server = serverOf(shell, args);
  const results: Imported[] = [];
  for (const { file, text } of texts) {
    const { body } = await server.call('POST', '/workflow-imports', { text, dryRun });
    results.push(...(Object(body).items as Omit<Imported, 'file'>[]).map((item) => ({ file, ...item })));
  }
  if (args.options.json) shell.say(JSON.stringify(results, null, 2));
  else for (const result of results) print(shell, result);
  return results.some(({ outcome, problems }) => outcome === 'refused' || hasErrors({ problems }))
    ? EXIT.refused
    : EXIT.ok;
}

function print(shell: Shell, { file, code, outcome, problems }: Imported): void {
  const words = { wouldCreate: 'would be created', wouldReplace: 'would be replaced' } as const;
  shell.say(
    `${file}: ${code ?? '?'}: ${outcome === 'wouldCreate' || outcome === 'wouldReplace' ? words[outcome] : outcome}`,
  );
  sayProblems(shell, problems);
}
