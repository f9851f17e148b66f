import { isDeepStrictEqual } from 'node:util';
import { parseDefinition } from '../../shared/contracts/parse-definition.ts';
import type { JsonObject } from '../../shared/domain/json/json.ts';
import { walkSteps } from '../../shared/domain/workflow/walk-steps.ts';
import type { Answer } from '../server.ts';
import type { WorkflowOfDocument } from './company-document.ts';
import type { Import, ImportedPart } from './imported-part.ts';
import { errorsIn, REFUSALS, refusalIn } from './refusal.ts';

/** Workflows with all that is wrong with them; those that were enabled are published here when that is asked for. */
export async function importWorkflows(one: Import): Promise<readonly ImportedPart[]> {
  const imported: ImportedPart[] = [];
  for (const wanted of inOrder(one.document.workflows)) imported.push(await importWorkflow(one, wanted));
  return imported;
}

/** What others run comes before them: a workflow is enabled only when those that it runs are. */
function inOrder(workflows: readonly WorkflowOfDocument[]): readonly WorkflowOfDocument[] {
  const ordered = new Set<WorkflowOfDocument>();
  const begun = new Set<WorkflowOfDocument>();
  const add = (workflow: WorkflowOfDocument): void => {
    if (begun.has(workflow)) return;
    begun.add(workflow);
    for (const other of workflows) if (runsOf(workflow).has(other.code)) add(other);
    ordered.add(workflow);
  };
  for (const workflow of workflows) add(workflow);
  return [...ordered];
}

function runsOf({ definition, published = definition }: WorkflowOfDocument): ReadonlySet<string> {
  const parsed = parseDefinition(published);
  if (!('definition' in parsed)) return new Set();
  return new Set([...walkSteps(parsed.definition)].flatMap(({ step }) => ('run' in step ? step.run : [])));
}

async function importWorkflow(one: Import, wanted: WorkflowOfDocument): Promise<ImportedPart> {
  const about = { part: 'workflow', id: wanted.code } as const;
  const known = one.there.workflows.find(({ code }) => code === wanted.code);
  const outcome = known ? 'changed' : 'created';
  const notes = wanted.enabled && !one.options.enable && !known?.enabled ? ['It was enabled, and is not here.'] : [];
  const steps = stepsTo(one, wanted, known);
  if (steps.length === 0) return { ...about, outcome: 'unchanged', notes };
  if (one.options.dryRun) return { ...about, outcome, notes };
  const refusals: string[] = [];
  let errors: readonly string[] = [];
  for (const step of steps) {
    const answer = await step();
    const refusal = refusalIn(answer);
    if (refusal) refusals.push(...refusal);
    else errors = errorsIn(answer.body);
  }
  if (refusals.length > 0) return { ...about, outcome: 'refused', notes: refusals };
  return { ...about, outcome, notes: [...notes, ...errors] };
}

/** The calls that lead from what is there to what is wanted. What runs is published first, what is being edited follows. */
function stepsTo(
  { server, options }: Import,
  wanted: WorkflowOfDocument,
  known: WorkflowOfDocument | undefined,
): readonly (() => Promise<Answer>)[] {
  const { id, code, definition, published = definition } = wanted;
  const path = `/workflows/${encodeURIComponent(code)}`;
  const put = (body: JsonObject) => () => server.call('PUT', `${path}?draft=true`, { definition: body }, REFUSALS);
  const create = (body: JsonObject) => () =>
    server.call('POST', '/workflows?draft=true', { definition: body, id }, REFUSALS);
  const isPublishing = wanted.enabled && options.enable && !isSame(publishedOf(known), published);
  const first = isPublishing ? published : definition;
  const steps: (() => Promise<Answer>)[] = [];
  if (!known) steps.push(create(first));
  else if (!isSame(known.definition, first)) steps.push(put(first));
  if (isPublishing) steps.push(() => server.call('POST', `${path}/enable`, undefined, REFUSALS));
  if (!isSame(first, definition)) steps.push(put(definition));
  if (wanted.archived && !known?.enabled && !known?.archived)
    steps.push(() => server.call('POST', `${path}/archive`, { archived: true }, REFUSALS));
  return steps;
}

function publishedOf(known: WorkflowOfDocument | undefined): JsonObject | undefined {
  return known?.enabled ? (known.published ?? known.definition) : undefined;
}

function isSame(one: JsonObject | undefined, other: JsonObject): boolean {
  return isDeepStrictEqual(one, other);
}
