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
  readonly conditions?: readonly ConditionCheck[];
}

type ExplainPorts = Pick<Ports, 'store' | 'evaluator' | 'blobs' | 'clock'>;

/**
 * For every workflow on an event: whether it started and why not, condition by condition. What happened is read from the plan that was
 * written then; the conditions are those of the version that was enabled then, held against the event as it is kept.
 */
export async function explainEvent(ports: ExplainPorts, stored: StoredEvent): Promise<readonly ConsideredWorkflow[]> {
  const { company, source } = stored.event;
  if (source === PLATFORM_SOURCE) return [];
  const workflows = await workflowItems.queryAll(ports.store, {
    index: 'base',
    partition: workflowsOfCompany(company),
  });
  const explained = await Promise.all(workflows.map(({ value }) => explainWorkflow(ports, stored, value)));
  return explained.flatMap((workflow) => workflow ?? []);
}

async function explainWorkflow(
  ports: ExplainPorts,
  stored: StoredEvent,
  workflow: Workflow,
): Promise<ConsideredWorkflow | undefined> {
  const { event } = stored;
  const outcome = outcomeOf(stored, workflow);
  const version = await versionThen(ports, stored, workflow);
  if (outcome) return { ...outcome, ...(version && (await checked(ports, stored, version))) };
  const trigger = version ? triggerOf(version.definition) : writtenTrigger(workflow);
  if (trigger !== event.type) return undefined;
  return { workflow: workflow.code, outcome: 'notEnabled', reason: 'It was not enabled when the event was planned.' };
}

function outcomeOf({ plan }: StoredEvent, { id, code }: Workflow): ConsideredWorkflow | undefined {
  const start = plan?.starts.find(({ workflowId }) => workflowId === id);
  if (start) return { workflow: code, version: start.version, outcome: 'started' };
  const refusal = plan?.refusals.find(({ workflow }) => workflow === code);
  if (refusal) return { workflow: code, outcome: 'refused', reason: refusal.reason };
  const other = plan?.considered.find(({ workflow }) => workflow === code);
  return other && { workflow: code, outcome: 'notMatched', reason: other.reason };
}

/** The version that started, or the newest one that was published before the event came. */
async function versionThen(
  ports: ExplainPorts,
  { event, plan }: StoredEvent,
  { company, id }: Workflow,
): Promise<WorkflowVersion | undefined> {
  const started = plan?.starts.find(({ workflowId }) => workflowId === id);
  if (started)
    return (await workflowVersionItems.get(ports.store, { company, workflowId: id, version: started.version }))?.value;
  const versions = await workflowVersionItems.queryAll(ports.store, {
    index: 'base',
    partition: workflowVersionsOf({ company, workflowId: id }),
    order: 'descending',
  });
  return versions.find(({ value }) => value.publishedAt <= event.receivedAt)?.value;
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
