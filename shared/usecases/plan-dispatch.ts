import {
  type DispatchPlan,
  entityOf,
  PLATFORM_SOURCE,
  type PlannedStart,
  type RecordEvent,
  type Refusal,
  type StartOrder,
  type StoredEvent,
  verbOf,
} from '../domain/event/event.ts';
import { isSignal } from '../domain/event/is-signal.ts';
import { causingRunOf, type Run } from '../domain/run/run.ts';
import { runIdOf } from '../domain/run/run-id.ts';
import { consideredVersion, type EnabledWorkflow } from '../domain/workflow/workflow.ts';
import type { Ports } from '../ports/ports.ts';
import { keyFieldsItems } from '../repositories/key-fields-items.ts';
import { keyTopicNamedBy } from '../repositories/key-topics.ts';
import { topicsNamedBy } from '../repositories/relation-topics.ts';
import { inboxItems, listenerItems, listenersOf, type OpenApproval, topicOf } from '../repositories/run-items.ts';
import { isAskedOnce, nothingMatches, placesFor, refusalOf } from './approval-place.ts';
import { guardChains } from './guard-chains.ts';
import { matchWorkflows } from './match-workflows.ts';
import { mayCancel } from './may-cancel.ts';
import { pauseOf } from './pause-of.ts';
import { formerKeyOf } from './rename-record.ts';
import { recordKeyOf } from './take-in-event.ts';

/** What an event will do, before anything of it is done. `openApprovals` take the record's place for a new approval run. */
export interface Planned {
  readonly plan: DispatchPlan;
  readonly openApprovals?: readonly OpenApproval[];
  /** A chain of runs was cut behind this one. */
  readonly cutBehind?: Run;
  /** Runs about this very record are open, of which one may have to heed that it changed; or it has another id now. */
  readonly isWatched?: boolean;
}

/** True when there is nothing to carry out. */
export function isNothing({ plan, isWatched = false }: Planned): boolean {
  return plan.deliveries.length + plan.starts.length + plan.refusals.length === 0 && !isWatched;
}

const NOTHING: DispatchPlan = { deliveries: [], starts: [], refusals: [], considered: [] };

type PlanPorts = Pick<Ports, 'store' | 'evaluator' | 'blobs' | 'clock'>;

/** Step 2 of dispatch, the deciding half: which runs get the event and which workflows start. */
export async function planDispatch(ports: PlanPorts, stored: StoredEvent): Promise<Planned> {
  const { event } = stored;
  if (event.start) return { plan: await planOrdered(ports, stored, event.start) };
  if (event.source === PLATFORM_SOURCE) {
    // Without a run it is for whoever starts on it, such as the overdue notices of a company.
    if (event.runId === undefined) return planStarts(ports, stored, []);
    return { plan: { ...NOTHING, deliveries: [{ runId: event.runId }] } };
  }
  if (event.type === 'command.completed') {
    const runId = causingRunOf(event);
    return { plan: { ...NOTHING, deliveries: runId ? [{ runId }] : [] } };
  }
  const [own, ...related] = await Promise.all(
    [topicOf(recordKeyOf(event)), ...topicsNamedBy(event.record), ...(await keysOf(ports, event))].map((topic) =>
      listenerItems.queryAll(ports.store, {
        index: 'base',
        partition: listenersOf({ company: event.company, topic }),
      }),
    ),
  );
  const isWatched = (own !== undefined && own.length > 0) || formerKeyOf(event) !== undefined;
  const listeners = [...(own ?? []), ...related.flat()];
  const hearing = listeners.filter(({ value }) => value.listensTo.includes(event.type)).map(({ value }) => value.runId);
  const { runIds: heard, refusal } = await heardBy(ports, event, hearing);
  if (refusal) return { plan: { ...NOTHING, refusals: [refusal] }, isWatched };
  const causing = await runThatCaused(ports, event);
  const runIds = new Set([...heard, ...(causing === undefined ? [] : [causing])]);
  const deliveries = [...runIds].map((runId) => ({ runId }));
  return { ...(await planStarts(ports, stored, deliveries)), isWatched };
}

/** The topics of the runs that the event finds by a key, where somebody has named one for its entity. */
async function keysOf(ports: PlanPorts, { company, type, record }: RecordEvent): Promise<readonly string[]> {
  if (!isSignal(type)) return [];
  const known = await keyFieldsItems.get(ports.store, { company, entity: record.entity });
  return known?.value.fields.flatMap((field) => keyTopicNamedBy(record, field) ?? []) ?? [];
}

/** A source that does not say who cancels speaks for itself, and so does what a run brought about; a person must be one who may. */
async function heardBy(
  ports: PlanPorts,
  { company, user, type, cause }: RecordEvent,
  runIds: readonly string[],
): Promise<{ readonly runIds: readonly string[]; readonly refusal?: Refusal }> {
  if (verbOf(type) !== 'approvalCancelled' || user === undefined || cause !== undefined) return { runIds };
  const { runIds: own, reason } = await mayCancel(ports, { company, user, runIds });
  return { runIds: own, ...(reason !== undefined && { refusal: { reason } }) };
}

/**
 * The run whose command brought the event about, where it waits for such an event: so a run about an invoice hears of the payment line that
 * it had made, and one about an incoming document of the document made of it (domain 2.4).
 */
async function runThatCaused(ports: PlanPorts, event: RecordEvent): Promise<string | undefined> {
  const { company, type } = event;
  const runId = causingRunOf(event);
  const inbox = runId ? await inboxItems.get(ports.store, { company, runId }) : undefined;
  return inbox?.value.listensTo.includes(type) ? runId : undefined;
}

async function planStarts(
  ports: PlanPorts,
  stored: StoredEvent,
  deliveries: DispatchPlan['deliveries'],
): Promise<Planned> {
  const { event } = stored;
  const matched = await matchWorkflows(ports, stored);
  const { allowed, refusals: cut, cutBehind, ignoring } = await guardChains(ports, stored, matched.matching);
  const { matching, paused } = await withoutPaused(ports, event, allowed);
  const others = [...matched.others, ...ignoring, ...paused];
  const refusals: Refusal[] = [...cut];
  let starting = matching;
  let openApprovals: readonly OpenApproval[] = [];
  const approval = matching.find((workflow) => workflow.kind === 'approval');
  if (approval) {
    const refusal = await refusalOf(ports, stored, approval);
    if (refusal) {
      refusals.push(consideredVersion(approval, refusal));
      starting = matching.filter((workflow) => workflow !== approval);
    } else if (isAskedOnce(event)) {
      const { runId } = plannedStart(stored, { ...approval, workflow: approval.code });
      openApprovals = placesFor(event, { runId, workflow: approval.code });
    }
  } else if (verbOf(event.type) === 'approvalRequested') {
    refusals.push({ reason: nothingMatches(stored, others) });
  }
  return {
    plan: {
      deliveries,
      starts: starting.map((workflow) => plannedStart(stored, { ...workflow, workflow: workflow.code })),
      refusals,
      considered: others.map(({ workflow, reason }) => consideredVersion(workflow, reason)),
    },
    ...(openApprovals.length > 0 && { openApprovals }),
    ...(cutBehind && { cutBehind }),
  };
}

/** What people and other runs order starts in any case; the clock does not start what is paused. */
async function planOrdered(ports: PlanPorts, stored: StoredEvent, order: StartOrder): Promise<DispatchPlan> {
  const { company, type } = stored.event;
  const pause = entityOf(type) === 'schedule' ? await pauseOf(ports, { company, ...order }) : undefined;
  if (!pause) return { ...NOTHING, starts: [plannedStart(stored, order)] };
  const { workflowId, workflow, version } = order;
  return { ...NOTHING, considered: [{ workflowId, workflow, version, reason: pause.reason }] };
}

async function withoutPaused(ports: PlanPorts, { company }: RecordEvent, workflows: readonly EnabledWorkflow[]) {
  const checked = await Promise.all(
    workflows.map(async (workflow) => ({ workflow, pause: await pauseOf(ports, { company, ...workflow }) })),
  );
  return {
    matching: checked.flatMap(({ workflow, pause }) => (pause ? [] : [workflow])),
    paused: checked.flatMap(({ workflow, pause }) => (pause ? [{ workflow, reason: pause.reason }] : [])),
  };
}

/** A start with the id that the run will have: the same for each delivery of the event. */
function plannedStart(
  { event }: StoredEvent,
  { workflowId, workflow, version }: Pick<StartOrder, 'workflowId' | 'workflow' | 'version'>,
): PlannedStart {
  const runId = runIdOf({ company: event.company, source: event.source, eventId: event.id, workflowId });
  return { runId, workflowId, workflow, version };
}
