import type { Shell } from '../shell.ts';
import type { CompanyDocument } from './company-document.ts';
import type { ImportedPart, ImportOptions } from './imported-part.ts';

const WORDS: Readonly<Record<ImportedPart['part'], string>> = {
  member: 'member',
  approvalUser: 'approval user',
  userGroup: 'user group',
  approvalPolicy: 'approval policy',
  source: 'source',
  workflow: 'workflow',
};

/** Says what became of a company, thing by thing; what was the same already only by its number. */
export function printImport(
  shell: Pick<Shell, 'say'>,
  about: { document: CompanyDocument; parts: readonly ImportedPart[]; options: ImportOptions },
): void {
  const { document, parts, options } = about;
  const told = parts.filter(({ outcome, notes }) => outcome !== 'unchanged' || notes.length > 0);
  for (const { part, id, outcome, notes, credentials } of told) {
    shell.say(`${WORDS[part]} ${id}: ${verb(outcome, options)}`);
    for (const note of notes) shell.say(`    ${note}`);
    if (credentials) for (const line of linesOfCredentials(credentials)) shell.say(`    ${line}`);
  }
  const same = parts.filter(({ outcome }) => outcome === 'unchanged').length;
  shell.say(`${same} of ${parts.length} were the same already.`);
  for (const line of linesOfOpenRuns(document)) shell.say(line);
}

function verb(outcome: ImportedPart['outcome'], { dryRun }: ImportOptions): string {
  return dryRun && (outcome === 'created' || outcome === 'changed') ? `would be ${outcome}` : outcome;
}

function linesOfCredentials(credentials: NonNullable<ImportedPart['credentials']>): readonly string[] {
  return ['Shown this once:', ...Object.entries(credentials).map(([name, value]) => `  ${name} ${value}`)];
}

/** The runs that stay where they are. */
export function linesOfOpenRuns({ openRuns }: Pick<CompanyDocument, 'openRuns'>): readonly string[] {
  if (openRuns.length === 0) return [];
  return [
    `Open runs are not carried, ${openRuns.length} of them. Let them end where they are, or ask again in the new place:`,
    ...openRuns.map(
      ({ id, workflow, record, status }) =>
        `    ${workflow} about ${record.entity}/${record.id} of ${record.source}: ${status} (run ${id})`,
    ),
  ];
}
