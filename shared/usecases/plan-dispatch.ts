import {
  type DispatchPlan,
  PLATFORM_SOURCE,
  type PlannedStart,
  type Refusal,
  type StoredEvent,
  verbOf,
} from '../domain/event/event.ts';
import { runIdOf } from '../domain/run/run-id.ts';
import type { EnabledWorkflow } from '../domain/workflow/workflow.ts';
import type { Ports } from '../ports/ports.ts';
import {
  listenerItems,
  listenersOf,
  type OpenApproval,
  openApprovalItems,
  topicOf,
} from '../repositories/run-items.ts';
import { matchWorkflows } from './match-workflows.ts';
import { recordKeyOf } from './take-in-event.ts';

/** What an event will do, before anything of it is done. `openApproval` takes the record's place for a new approval run. */
export interface Planned {
  readonly plan: DispatchPlan;
  readonly openApproval?: OpenApproval;
}

type PlanPorts = Pick<Ports, 'store' | 'evaluator' | 'blobs' | 'clock'>;

/** Step 2 of dispatch, the deciding half: which runs get the event and which workflows start. */
export async function planDispatch(ports: PlanPorts, stored: StoredEvent): Promise<Planned> {
  const { event } = stored;
  if (event.source === PLATFORM_SOURCE) {
    return {
      plan: { deliveries: event.runId ? [{ runId: event.runId }] : [], starts: [], refusals: [], considered: [] },
    };
  }
  if (event.type === 'command.completed') {
    const runId = event.cause?.split('/')[0];
    return { plan: { deliveries: runId ? [{ runId }] : [], starts: [], refusals: [], considered: [] } };
  }
  const listeners = await listenerItems.queryAll(ports.store, {
    index: 'base',
    partition: listenersOf({ company: event.company, topic: topicOf(recordKeyOf(event)) }),
  });
  const deliveries = listeners
    .filter(({ value }) => value.listensTo.includes(event.type))
    .map(({ value }) => ({ runId: value.runId }));
  return planStarts(ports, stored, deliveries);
}

async function planStarts(
  ports: PlanPorts,
  stored: StoredEvent,
  deliveries: DispatchPlan['deliveries'],
): Promise<Planned> {
  const { event } = stored;
  const { matching, others } = await matchWorkflows(ports, stored);
  const refusals: Refusal[] = [];
  let starting = matching;
  let openApproval: OpenApproval | undefined;
  const approval = matching.find((workflow) => workflow.kind === 'approval');
  if (approval) {
    const refusal = await refusalOf(ports, stored, approval);
    if (refusal) {
      refusals.push({ workflow: approval.code, reason: refusal });
      starting = matching.filter((workflow) => workflow !== approval);
    } else {
      const start = plannedStart(stored, approval);
      openApproval = { record: recordKeyOf(event), event: event.type, runId: start.runId, workflow: approval.code };
    }
  } else if (verbOf(event.type) === 'approvalRequested') {
    refusals.push({ reason: nothingMatches(stored, others) });
  }
  return {
    plan: {
      deliveries,
      starts: starting.map((workflow) => plannedStart(stored, workflow)),
      refusals,
      considered: others.map(({ workflow, reason }) => ({ workflow: workflow.code, reason })),
    },
    ...(openApproval && { openApproval }),
  };
}

function plannedStart({ event }: StoredEvent, workflow: EnabledWorkflow): PlannedStart {
  const { workflowId, code, version } = workflow;
  const runId = runIdOf({ company: event.company, source: event.source, eventId: event.id, workflowId });
  return { runId, workflowId, workflow: code, version };
}

/** Why an approval workflow that matches may not start for this event. */
async function refusalOf(
  ports: PlanPorts,
  { event }: StoredEvent,
  workflow: EnabledWorkflow,
): Promise<string | undefined> {
  if (!event.user) {
    return `The event names no user, so nobody can be the requester of ${workflow.code}. Send "user" with the event.`;
  }
  const open = await openApprovalItems.get(ports.store, { record: recordKeyOf(event), event: event.type });
  return (
    open &&
    `Approval of ${event.record.entity} ${event.record.id} is already requested: run ${open.value.runId} of workflow ${open.value.workflow} is still open. Cancel it first, or wait for its decision.`
  );
}

/** Business Central's "no approval workflow for this record type is enabled", with what was tried. */
function nothingMatches({ event }: StoredEvent, others: Awaited<ReturnType<typeof matchWorkflows>>['others']): string {
  const what = `${event.record.entity} ${event.record.id}`;
  if (others.length === 0)
    return `No approval workflow is enabled for ${event.type}, so ${what} needs no approval here.`;
  return `No enabled approval workflow matches ${what}. ${others.map(({ workflow, reason }) => `${workflow.code}: ${reason}`).join(' ')}`;
}
