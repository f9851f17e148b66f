import { parseDefinition } from '../contracts/parse-definition.ts';
import { readWorkflowText, type WrittenWorkflow } from '../contracts/read-workflow-text.ts';
import type { WorkflowDefinition } from '../domain/workflow/definition.ts';
import type { Problem } from '../domain/workflow/problem.ts';
import { workflowItems } from '../repositories/workflow-items.ts';
import { checkDefinition, checkParsed } from './check-definition.ts';
import { createWorkflow, isTemplate, type WorkflowPorts } from './create-workflow.ts';
import { putWorkflow } from './put-workflow.ts';

/** What became, or would become, of one workflow of a text. */
export interface ImportedWorkflow {
  /** Null where not even the form of a workflow is there. */
  readonly code: string | null;
  readonly outcome: 'created' | 'replaced' | 'wouldCreate' | 'wouldReplace' | 'refused';
  readonly problems: readonly Problem[];
}

interface Import {
  readonly company: string;
  readonly text: string;
  /** Says what would be, and changes nothing. */
  readonly dryRun: boolean;
  readonly actor: string;
}

/**
 * Takes in the workflows of a text, those with errors as drafts. Nothing is enabled by it, and what is enabled stays as it is. What a workflow names
 * and is not there is a problem of it, never left out (domain 5.7: Business Central blanks it).
 */
export async function importWorkflowText(ports: WorkflowPorts, input: Import): Promise<readonly ImportedWorkflow[]> {
  const imported: ImportedWorkflow[] = [];
  for (const written of readWorkflowText(input.text))
    imported.push(await importOne(ports, input, { written, imported }));
  return imported;
}

async function importOne(
  ports: WorkflowPorts,
  input: Import,
  { written, imported }: { written: WrittenWorkflow; imported: readonly ImportedWorkflow[] },
): Promise<ImportedWorkflow> {
  const { warnings = [] } = written;
  const formed = 'definition' in written ? parseDefinition(written.definition) : written;
  if (!('definition' in formed)) {
    const { problems } = await checkParsed(ports, input.company, formed);
    return { code: null, outcome: 'refused', problems: [...warnings, ...problems] };
  }
  const { definition } = formed;
  const { code } = definition;
  if (imported.some((other) => other.code === code && other.outcome !== 'refused')) return refused(code, TWICE);
  if (await isTemplate(ports, code)) return refused(code, OF_TEMPLATE);
  const { outcome, problems } = await keep(ports, input, definition);
  return { code, outcome, problems: [...warnings, ...problems] };
}

async function keep(
  ports: WorkflowPorts,
  { company, dryRun, actor }: Import,
  definition: WorkflowDefinition,
): Promise<Pick<ImportedWorkflow, 'outcome' | 'problems'>> {
  const { code } = definition;
  const isKnown = (await workflowItems.get(ports.store, { company, code })) !== undefined;
  if (dryRun) {
    const { problems } = await checkDefinition(ports, company, definition);
    return { outcome: isKnown ? 'wouldReplace' : 'wouldCreate', problems };
  }
  if (!isKnown) {
    const made = await createWorkflow(ports, { company, definition, draft: true, actor });
    if (made.kind === 'created') return { outcome: 'created', problems: made.problems };
  }
  const saved = await putWorkflow(ports, { company, code, definition, draft: true, actor });
  return saved.kind === 'saved'
    ? { outcome: 'replaced', problems: saved.problems }
    : { outcome: 'refused', problems: saved.kind === 'invalid' ? saved.problems : [] };
}

const TWICE: Omit<Problem, 'severity' | 'pointer'> = {
  code: 'code-twice',
  message: 'Another workflow of the text has this code.',
  hint: 'Give each a code of its own.',
};
const OF_TEMPLATE: Omit<Problem, 'severity' | 'pointer'> = {
  code: 'code-of-template',
  message: 'This is the code of a template, which stays as it is.',
  hint: 'Leave out the prefix MS- or WS-, as copies of templates do.',
};

function refused(code: string, problem: Omit<Problem, 'severity' | 'pointer'>): ImportedWorkflow {
  return { code, outcome: 'refused', problems: [{ ...problem, severity: 'error', pointer: '/code' }] };
}
