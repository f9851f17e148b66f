import type { ConditionCheck } from '../domain/condition/condition-facts.ts';
import { type ConditionResult, evaluateConditions } from '../domain/condition/evaluate-conditions.ts';
import type { StoredEvent } from '../domain/event/event.ts';
import type { EnabledWorkflow, WorkflowVersion } from '../domain/workflow/workflow.ts';
import type { Ports } from '../ports/ports.ts';
import { enabledSetItems } from '../repositories/workflow-items.ts';
import { conditionFacts } from './check-conditions.ts';
import { findCausingRun } from './find-causing-run.ts';
import { loadVersion } from './load-version.ts';

export interface MatchResult {
  /** All automated workflows whose conditions hold, and of the approval workflows the first by priority and code. */
  readonly matching: readonly EnabledWorkflow[];
  readonly others: readonly { readonly workflow: EnabledWorkflow; readonly reason: string }[];
}

/** Which enabled workflows an event matches. Costs one read for the event type, however many other workflows are enabled. */
export async function matchWorkflows(
  ports: Pick<Ports, 'store' | 'evaluator' | 'blobs' | 'clock'>,
  stored: StoredEvent,
): Promise<MatchResult> {
  const { company, type } = stored.event;
  const set = await enabledSetItems.get(ports.store, { company, event: type });
  const workflows = [...(set?.value.workflows ?? [])].sort(byPriority);
  const results = await checkAll(ports, workflows, stored);
  const matching: EnabledWorkflow[] = [];
  const others: { workflow: EnabledWorkflow; reason: string }[] = [];
  let approval: EnabledWorkflow | undefined;
  const causing = await findCausingRun(ports, stored.event);
  for (const { workflow, result } of results) {
    if (workflow.kind === 'approval' && approval) {
      others.push({ workflow, reason: `Workflow ${approval.code} comes first by priority and code.` });
    } else if (workflow.kind === 'approval' && workflow.workflowId === causing?.workflowId) {
      // Applying an approved value is no new change to approve (domain 4.9).
      others.push({ workflow, reason: 'One of its own runs brought this event about.' });
    } else if (!result.holds) {
      others.push({ workflow, reason: reasonOf(result.checks) });
    } else {
      if (workflow.kind === 'approval') approval = workflow;
      matching.push(workflow);
    }
  }
  return { matching, others };
}

/** All conditions at once over the same facts: expressions about one event are evaluated together. */
async function checkAll(
  ports: Pick<Ports, 'store' | 'evaluator' | 'blobs' | 'clock'>,
  workflows: readonly EnabledWorkflow[],
  stored: StoredEvent,
): Promise<{ workflow: EnabledWorkflow; result: ConditionResult }[]> {
  const { company } = stored.event;
  const triggers = await Promise.all(
    workflows.map(async (workflow) => triggerConditions(await loadVersion(ports, { company, ...workflow }))),
  );
  const facts = await conditionFacts(
    ports,
    triggers.filter((where) => where !== undefined),
    stored,
  );
  return Promise.all(
    workflows.map(async (workflow, index) => ({
      workflow,
      result: await evaluateConditions(triggers[index] ?? {}, facts, (expression, bindings) =>
        ports.evaluator.evaluate(expression, bindings),
      ),
    })),
  );
}

/** Larger priority first, ties by code. */
function byPriority(left: EnabledWorkflow, right: EnabledWorkflow): number {
  return right.priority - left.priority || (left.code < right.code ? -1 : 1);
}

function triggerConditions({ definition }: WorkflowVersion) {
  return 'event' in definition.on ? definition.on.where : undefined;
}

/** The conditions that do not hold, in one sentence. */
function reasonOf(checks: readonly ConditionCheck[]): string {
  const failed = checks.filter((check) => !check.holds);
  return `Conditions do not hold: ${failed.map((check) => check.reason ?? check.text).join('; ')}.`;
}
