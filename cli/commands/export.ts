import { writeBusinessCentralXml } from '../../shared/contracts/business-central/write-workflows.ts';
import { parseDefinition } from '../../shared/contracts/parse-definition.ts';
import { writeDefinitionText } from '../../shared/contracts/write-definition-text.ts';
import type { WorkflowDefinition } from '../../shared/domain/workflow/definition.ts';
import { writeCompanyDocument } from '../company/company-document.ts';
import { linesOfOpenRuns } from '../company/print-import.ts';
import { readCompany } from '../company/read-company.ts';
import { businessCentralNameOf } from '../installation.ts';
import { listAll } from '../list-all.ts';
import { serverOf } from '../server.ts';
import { type Arguments, EXIT, type Shell, UsageError } from '../shell.ts';

/**
 * Fetches from a server: the whole company, or only workflows where they are named or a format of theirs is asked for. Drafts that have not even
 * the form of a workflow are left out then, with a word about it.
 */
export async function exportCommand(shell: Shell, args: Arguments): Promise<number> {
  return args.words.length === 0 && args.options.format === undefined
    ? exportCompany(shell, args)
    : exportWorkflows(shell, args);
}

/** What stays behind is said: it is asked for again where the company goes. */
async function exportCompany(shell: Shell, args: Arguments): Promise<number> {
  const document = await readCompany(serverOf(shell, args));
  for (const line of linesOfOpenRuns(document)) shell.complain(line);
  await put(shell, args, writeCompanyDocument(document, args.options.json ? 'json' : 'yaml'));
  return EXIT.ok;
}

async function exportWorkflows(shell: Shell, args: Arguments): Promise<number> {
  const { words, options } = args;
  const format = options.format ?? 'yaml';
  if (format !== 'yaml' && format !== 'json' && format !== 'xml')
    throw new UsageError('--format is yaml, json or xml.');
  const server = serverOf(shell, args);
  const codes =
    words.length > 0 ? words : (await listAll<{ code: string }>(server, '/workflows')).map(({ code }) => code);
  const definitions: WorkflowDefinition[] = [];
  for (const code of codes) {
    const { body } = await server.call('GET', `/workflows/${encodeURIComponent(code)}`);
    const parsed = parseDefinition(Object(body).definition);
    if ('definition' in parsed) definitions.push(parsed.definition);
    else shell.complain(`${code} is a draft without the form of a workflow; it is left out.`);
  }
  const { text, unsaid } = written(definitions, format);
  for (const line of unsaid) shell.complain(line);
  await put(shell, args, text);
  return unsaid.length > 0 || definitions.length < codes.length ? EXIT.refused : EXIT.ok;
}

function written(definitions: readonly WorkflowDefinition[], format: 'yaml' | 'json' | 'xml') {
  if (format !== 'xml') return { text: writeDefinitionText(definitions, format), unsaid: [] };
  const { xml, problems } = writeBusinessCentralXml(definitions, businessCentralNameOf);
  return { text: xml, unsaid: problems.map(({ pointer, message }) => `${pointer}: ${message}`) };
}

async function put(shell: Shell, { options }: Arguments, text: string): Promise<void> {
  if (typeof options.out === 'string') await shell.write(options.out, text);
  else shell.say(text.trimEnd());
}
