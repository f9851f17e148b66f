import type { ConditionCheck } from '../domain/condition/condition-facts.ts';
import { PLATFORM_SOURCE, type StoredEvent } from '../domain/event/event.ts';
import type { Conditions, WorkflowDefinition } from '../domain/workflow/definition.ts';
import type { Workflow, WorkflowVersion } from '../domain/workflow/workflow.ts';
import type { Ports } from '../ports/ports.ts';
import {
  workflowItems,
  workflowsOfCompany,
  workflowVersionItems,
  workflowVersionsOf,
} from '../repositories/workflow-items.ts';
import { checkConditions } from './check-conditions.ts';
import { triggerOf } from './enabled-sets.ts';

/** What became of one workflow on an event, and each of its conditions. */
export interface ConsideredWorkflow {
  readonly workflow: string;
  readonly version?: number;
  readonly outcome: 'started' | 'refused' | 'notMatched' | 'notEnabled';
  readonly reason?: string;
  /** Of one that started. */
  readonly runId?: string;
  readonly conditions?: readonly ConditionCheck[];
}

type ExplainPorts = Pick<Ports, 'store' | 'evaluator' | 'blobs' | 'clock'>;

/**
 * For every workflow on an event, by code: whether it started and why not, condition by condition. What happened is read from the plan that was
 * written then, also about workflows that were deleted since; the conditions are those of the version that was enabled then, held against the
 * event as it is kept.
 */
export async function explainEvent(ports: ExplainPorts, stored: StoredEvent): Promise<readonly ConsideredWorkflow[]> {
  const judged = judgedBy(stored);
  const [explained, others] = await Promise.all([
    Promise.all(judged.map((one) => explainJudged(ports, stored, one))),
    notEnabled(ports, stored, new Set(judged.map(({ workflowId }) => workflowId))),
  ]);
  return [...explained, ...others].sort((left, right) => (left.workflow < right.workflow ? -1 : 1));
}

type Judged = ConsideredWorkflow & Pick<WorkflowVersion, 'workflowId' | 'version'>;

function judgedBy({ plan }: StoredEvent): readonly Judged[] {
  if (!plan) return [];
  return [
    ...plan.starts.map(({ workflowId, workflow, version, runId }) => ({
      workflowId,
      workflow,
      version,
      runId,
      outcome: 'started' as const,
    })),
    ...plan.refusals.flatMap((refusal) =>
      refusal.workflow === undefined ? [] : [{ ...refusal, outcome: 'refused' as const }],
    ),
    ...plan.considered.map((considered) => ({ ...considered, outcome: 'notMatched' as const })),
  ];
}

async function explainJudged(
  ports: ExplainPorts,
  stored: StoredEvent,
  { workflowId, version, ...told }: Judged,
): Promise<ConsideredWorkflow> {
  const { company } = stored.event;
  const published = await workflowVersionItems.get(ports.store, { company, workflowId, version });
  return { ...told, version, ...(published && (await checked(ports, stored, published.value))) };
}

/** Workflows that would have been asked, had they been enabled. Orders to one workflow and answers to one run ask no others. */
async function notEnabled(
  ports: ExplainPorts,
  { event }: StoredEvent,
  judged: ReadonlySet<string>,
): Promise<readonly ConsideredWorkflow[]> {
  if (event.source === PLATFORM_SOURCE) return [];
  const workflows = await workflowItems.queryAll(ports.store, {
    index: 'base',
    partition: workflowsOfCompany(event.company),
  });
  const others = workflows.filter(({ value }) => !judged.has(value.id));
  const onEvent = await Promise.all(
    others.map(async ({ value }) => {
      const version = await newestBefore(ports, event.receivedAt, value);
      return (version ? triggerOf(version.definition) : writtenTrigger(value)) === event.type ? [value] : [];
    }),
  );
  const reason = 'It was not enabled when the event was planned.';
  return onEvent.flat().map(({ code }) => ({ workflow: code, outcome: 'notEnabled', reason }));
}

async function newestBefore(
  { store }: ExplainPorts,
  receivedAt: string,
  { company, id }: Workflow,
): Promise<WorkflowVersion | undefined> {
  const versions = await workflowVersionItems.queryAll(store, {
    index: 'base',
    partition: workflowVersionsOf({ company, workflowId: id }),
    order: 'descending',
  });
  return versions.find(({ value }) => value.publishedAt <= receivedAt)?.value;
}

/** Dates in conditions are counted from when the event came. */
async function checked(
  ports: ExplainPorts,
  stored: StoredEvent,
  { version, definition }: WorkflowVersion,
): Promise<Pick<ConsideredWorkflow, 'version' | 'conditions'>> {
  const clock = { ...ports.clock, now: () => Date.parse(stored.event.receivedAt) };
  const { checks } = await checkConditions({ ...ports, clock }, conditionsOf(definition), stored);
  return { version, conditions: checks };
}

function conditionsOf({ on }: WorkflowDefinition): Conditions | undefined {
  return 'event' in on ? on.where : undefined;
}

/** The trigger of a definition that was never published; a draft may have none. */
function writtenTrigger({ definition }: Workflow): string | undefined {
  const { on } = definition;
  const isTrigger = typeof on === 'object' && on !== null && ('event' in on || 'instant' in on);
  return isTrigger && !Array.isArray(on) ? triggerOf({ on: on as WorkflowDefinition['on'] }) : undefined;
}
