import type { PlannedStart, StoredEvent } from '../domain/event/event.ts';
import type { JsonObject } from '../domain/json/json.ts';
import { executionArnOf } from '../domain/run/execution-arn.ts';
import type { Inbox } from '../domain/run/inbox.ts';
import type { Run } from '../domain/run/run.ts';
import type { WorkflowVersion } from '../domain/workflow/workflow.ts';
import type { Ports } from '../ports/ports.ts';
import type { Creation } from '../repositories/item-type.ts';
import { inboxItems, listenerItems, topicOf } from '../repositories/run-items.ts';
import { topicsAtStart } from '../repositories/topics-at-start.ts';
import { chainDepthFor } from './guard-chains.ts';
import { loadVersion } from './load-version.ts';
import { recordKeyOf } from './take-in-event.ts';

/** A new run as `starting`, and what it needs beside itself where it can ever wait for an event: its inbox and its listeners. */
export interface Opening {
  readonly run: Run;
  /** To be there before the run is. */
  readonly beside: readonly Creation[];
}

/** The opening of a planned run. */
export async function openingOf(
  ports: Pick<Ports, 'store'>,
  opening: { stored: StoredEvent; start: PlannedStart; inputs?: JsonObject; now: string },
): Promise<Opening> {
  const { stored, start } = opening;
  const { company } = stored.event;
  const version = await loadVersion(ports, { company, ...start });
  const run = startingRun(opening, version, await chainDepthFor(ports, stored.event));
  if (version.listensTo.length === 0) return { run, beside: [] };
  const { listensTo } = version;
  const topics = topicsAtStart(stored.event.record, version);
  return {
    run,
    beside: [
      inboxItems.create({ ...emptyInbox(run, version), topics }),
      ...[topicOf(run.record), ...topics].map((topic) =>
        listenerItems.create({ company, topic, runId: run.id, listensTo }),
      ),
    ],
  };
}

function startingRun(
  { stored, start, inputs, now }: { stored: StoredEvent; start: PlannedStart; inputs?: JsonObject; now: string },
  version: WorkflowVersion,
  chainDepth: number,
): Run {
  const { event } = stored;
  const given = inputs ?? event.start?.inputs;
  return {
    company: event.company,
    id: start.runId,
    workflowId: start.workflowId,
    workflow: start.workflow,
    version: start.version,
    kind: version.definition.kind,
    record: recordKeyOf(event),
    event: { source: event.source, id: event.id, type: event.type },
    ...(event.user !== undefined && { requestedBy: event.user }),
    ...(given && { inputs: given }),
    ...(event.start?.parent && { parent: event.start.parent }),
    ...(chainDepth > 1 && { chainDepth }),
    status: 'starting',
    executionArn: executionArnOf(version.stateMachineVersionArn, start.runId),
    startedAt: now,
  };
}

/** An inbox without waits and events. */
export function emptyInbox(
  run: Pick<Run, 'company' | 'id' | 'workflowId' | 'version'>,
  version: Pick<WorkflowVersion, 'listensTo'>,
): Inbox {
  return {
    company: run.company,
    runId: run.id,
    workflowId: run.workflowId,
    version: run.version,
    listensTo: version.listensTo,
    topics: [],
    waits: [],
    events: [],
    seen: [],
    closedWaits: [],
  };
}
