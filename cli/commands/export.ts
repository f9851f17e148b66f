import { writeBusinessCentralXml } from '../../shared/contracts/business-central/write-workflows.ts';
import { parseDefinition } from '../../shared/contracts/parse-definition.ts';
import { writeDefinitionText } from '../../shared/contracts/write-definition-text.ts';
import type { WorkflowDefinition } from '../../shared/domain/workflow/definition.ts';
import { businessCentralNameOf } from '../installation.ts';
import { type Server, serverOf } from '../server.ts';
import { type Arguments, EXIT, type Shell, UsageError } from '../shell.ts';

/** Fetches workflows from a server: those that are named, or all. Drafts that have not even the form of a workflow are left out with a word about it. */
export async function exportCommand(shell: Shell, args: Arguments): Promise<number> {
  const { words, options } = args;
  const format = options.format ?? 'yaml';
  if (format !== 'yaml' && format !== 'json' && format !== 'xml')
    throw new UsageError('--format is yaml, json or xml.');
  const server = serverOf(shell, args);
  const codes = words.length > 0 ? words : await allCodes(server);
  const definitions: WorkflowDefinition[] = [];
  for (const code of codes) {
    const { body } = await server.call('GET', `/workflows/${encodeURIComponent(code)}`);
    const parsed = parseDefinition(Object(body).definition);
    if ('definition' in parsed) definitions.push(parsed.definition);
    else shell.complain(`${code} is a draft without the form of a workflow; it is left out.`);
  }
  const { text, unsaid } = written(definitions, format);
  for (const line of unsaid) shell.complain(line);
  if (typeof options.out === 'string') await shell.write(options.out, text);
  else shell.say(text.trimEnd());
  return unsaid.length > 0 || definitions.length < codes.length ? EXIT.refused : EXIT.ok;
}

function written(definitions: readonly WorkflowDefinition[], format: 'yaml' | 'json' | 'xml') {
  if (format !== 'xml') return { text: writeDefinitionText(definitions, format), unsaid: [] };
  const { xml, problems } = writeBusinessCentralXml(definitions, businessCentralNameOf);
  return { text: xml, unsaid: problems.map(({ pointer, message }) => `${pointer}: ${message}`) };
}

async function allCodes(server: Server): Promise<string[]> {
  const codes: string[] = [];
  let cursor: string | undefined;
  do {
    const query = cursor === undefined ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const { items = [], next } = Object((await server.call('GET', `/workflows?limit=200${query}`)).body);
    codes.push(...items.map((item: { code: string }) => item.code));
    cursor = next;
  } while (cursor !== undefined);
  return codes;
}
