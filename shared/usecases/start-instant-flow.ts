import type { RecordEvent, StoredEvent } from '../domain/event/event.ts';
import type { JsonObject } from '../domain/json/json.ts';
import type { RecordKey } from '../domain/record/record.ts';
import { digestOf, runIdOf } from '../domain/run/run-id.ts';
import type { WorkflowVersion } from '../domain/workflow/workflow.ts';
import { instantOf } from '../ports/clock.ts';
import { eventItems } from '../repositories/event-items.ts';
import { runItems } from '../repositories/run-items.ts';
import { auditChange } from './audit-change.ts';
import { carryOut, type DispatchPorts } from './dispatch-event.ts';
import { findRecord, sourcesOf } from './find-record.ts';
import { enabledInstantFlows, isOffered } from './list-instant-flows.ts';
import { openingOf } from './open-runs.ts';
import { toOurWords } from './request-approval.ts';
import { retryOnConflict } from './retry-on-conflict.ts';
import { recordKeyOf } from './take-in-event.ts';

/** A record that a person has before them. It may be one that the platform has never seen. */
export interface ChosenRecord {
  readonly entity: string;
  readonly id: string;
  readonly source?: string;
  readonly fields?: JsonObject;
}

export interface InputFault {
  /** JSON pointer into the inputs. */
  readonly pointer: string;
  readonly detail: string;
}

export interface StartInstantFlowInput {
  readonly company: string;
  readonly code: string;
  readonly records: readonly ChosenRecord[];
  readonly inputs: JsonObject;
  readonly user: string;
  /** The same key again starts nothing new. */
  readonly idempotencyKey?: string;
}

export type StartInstantFlowResult =
  | { readonly kind: 'started'; readonly runs: readonly { readonly id: string }[] }
  | { readonly kind: 'unknown-flow' }
  | { readonly kind: 'invalid-inputs'; readonly errors: readonly InputFault[] }
  | { readonly kind: 'unknown-source'; readonly detail: string };

/** Checks inputs against the flow's JSON Schema; the library for that is the caller's. */
export type InputCheck = (schema: JsonObject, inputs: JsonObject) => Promise<readonly InputFault[]>;

/** Inputs travel in the state of the machine, beside the record; Step Functions allows 256 KiB for all of it. */
const MAX_INPUT_BYTES = 32_768;

/** Starts an instant flow for each chosen record. The start is durable before it is acknowledged, as with any event. */
export async function startInstantFlow(
  ports: DispatchPorts,
  input: StartInstantFlowInput,
  checkInputs: InputCheck,
): Promise<StartInstantFlowResult> {
  const versions = await enabledInstantFlows(ports, input.company);
  const version = versions.find(({ code }) => code === input.code);
  if (!version || !input.records.every((record) => isOffered(version, record))) return { kind: 'unknown-flow' };
  if (Buffer.byteLength(JSON.stringify(input.inputs)) > MAX_INPUT_BYTES) {
    const detail = `The inputs are larger than ${MAX_INPUT_BYTES} bytes. Send large content to the record, and refer to it.`;
    return { kind: 'invalid-inputs', errors: [{ pointer: '', detail }] };
  }
  const errors = version.definition.inputs ? await checkInputs(version.definition.inputs, input.inputs) : [];
  if (errors.length > 0) return { kind: 'invalid-inputs', errors };
  const runs: { id: string }[] = [];
  for (const [index, record] of input.records.entries()) {
    const source = record.source ?? (await onlySourceOf(ports, input.company, record));
    if (!source)
      return { kind: 'unknown-source', detail: `Say which source ${record.entity} ${record.id} belongs to.` };
    runs.push({ id: await startOne(ports, input, { version, record: { ...record, source }, index }) });
  }
  return { kind: 'started', runs };
}

async function onlySourceOf(ports: DispatchPorts, company: string, record: ChosenRecord): Promise<string | undefined> {
  const found = await findRecord(ports, { company, entity: record.entity, id: record.id });
  if (found.kind === 'found') return found.key.source;
  const sources = found.kind === 'ambiguous' ? found.sources : await sourcesOf(ports, company);
  return sources.length === 1 ? sources[0] : undefined;
}

interface OneStart {
  readonly version: WorkflowVersion;
  readonly record: ChosenRecord & { readonly source: string };
  readonly index: number;
}

async function startOne(ports: DispatchPorts, input: StartInstantFlowInput, one: OneStart): Promise<string> {
  const event = await eventOf(ports, input, one);
  const { workflowId, code, version } = one.version;
  const runId = runIdOf({ company: input.company, source: event.source, eventId: event.id, workflowId });
  const start = { runId, workflowId, workflow: code, version };
  const planned: StoredEvent = {
    event,
    sequence: 0,
    status: 'planned',
    plan: { deliveries: [], starts: [start], refusals: [], considered: [] },
  };
  const { stored, openings } = await retryOnConflict(ports, async () => {
    const known = await eventItems.get(ports.store, event);
    if (known) return { stored: known, openings: [] };
    const now = instantOf(ports.clock);
    const opening = await openingOf(ports, { stored: planned, start, inputs: input.inputs, now });
    await ports.store.write([
      eventItems.create(planned),
      runItems.create(opening.run),
      ...opening.beside,
      auditChange(ports, {
        company: input.company,
        actor: input.user,
        action: 'flow.started',
        subject: `workflow/${code}`,
        record: recordKeyOf(event),
        details: { runId },
      }),
    ]);
    return { stored: { value: planned, version: 1 }, openings: [opening] };
  });
  if (stored.value.status === 'planned') {
    await carryOut(ports, stored, { ready: { openings } }).catch(leaveToSweep(ports, runId));
  }
  return runId;
}

/** The event of one start: with an idempotency key its id is the same at each repetition, so nothing starts twice. */
async function eventOf(ports: DispatchPorts, input: StartInstantFlowInput, one: OneStart): Promise<RecordEvent> {
  const { source, entity, id, fields } = one.record;
  const key: RecordKey = { company: input.company, source, entity, id };
  const found = await findRecord(ports, key);
  const known = found.kind === 'found' ? found.snapshot : undefined;
  const sent = fields && (await toOurWords(ports, key, { fields }));
  const now = instantOf(ports.clock);
  const unique = input.idempotencyKey
    ? digestOf(input.user, input.code, input.idempotencyKey, String(one.index)).slice(0, 40)
    : ports.ids.newId();
  return {
    company: input.company,
    source,
    id: `instant-${unique}`,
    type: `${entity}.automate`,
    time: now,
    receivedAt: now,
    user: input.user,
    record: {
      ...key,
      fields: { ...known?.fields, ...sent?.fields },
      ...(known?.lines && { lines: known.lines }),
      ...(known?.linesBlob && { linesBlob: known.linesBlob }),
      ...(known?.url !== undefined && { url: known.url }),
    },
  };
}

/** The start is durable: what could not be carried out now is carried out by the sweep. */
function leaveToSweep(ports: DispatchPorts, runId: string): (error: unknown) => void {
  return (error) =>
    ports.log.error('An instant flow could not be started at once; the sweep will start it.', error, { runId });
}
