import { z } from 'zod';
import type { Erp } from '../erp.ts';
import { type JsonObject, jsonObject } from '../records/json.ts';
import type { Entity } from '../records/record-kind.ts';
import { type Answer, WerkstroomUnreachableError } from './client.ts';
import { problemOf } from './problem.ts';

const flow = z.object({ code: z.string(), description: z.string().optional(), inputs: jsonObject.optional() });

/** A flow that the Automate menu offers. `inputs` is the JSON Schema of what is asked first. */
export type Flow = z.infer<typeof flow>;

export type FlowsAnswer =
  | { readonly kind: 'flows'; readonly flows: readonly Flow[] }
  | { readonly kind: 'unavailable'; readonly reason: string };

/** Where the menu stands. */
export interface Place {
  readonly user: string;
  readonly entity: Entity;
  readonly view: 'list' | 'card' | 'document';
  /** The record on the page. */
  readonly number?: string;
}

const PAGE_MILLISECONDS = 2_000;

/** Asks what the Automate menu offers this user here. Never throws: pages stand without it. */
export async function askFlows({ client }: Erp, { user, entity, view, number }: Place): Promise<FlowsAnswer> {
  const query = new URLSearchParams({ entity, view, ...(number !== undefined && { id: number }) });
  try {
    const answer = await client.call({ user, path: `/automate?${query}`, timeoutMilliseconds: PAGE_MILLISECONDS });
    const page = z.object({ items: z.array(flow) }).safeParse(answer.body);
    if (answer.status === 200 && page.success) return { kind: 'flows', flows: page.data.items };
    return { kind: 'unavailable', reason: problemOf(answer).text };
  } catch (error) {
    if (error instanceof WerkstroomUnreachableError) return { kind: 'unavailable', reason: error.message };
    throw error;
  }
}

/** A record as it is given to a flow. */
export interface ChosenRecord {
  readonly entity: Entity;
  readonly id: string;
  readonly fields: JsonObject;
}

export type FlowOutcome =
  | { readonly kind: 'answered'; readonly text: string }
  /** It runs, and has not answered in time. */
  | { readonly kind: 'started'; readonly runs: number }
  | {
      readonly kind: 'invalid';
      readonly text: string;
      /** Name of the input -> what is wrong with it. */
      readonly faults: ReadonlyMap<string, string>;
    }
  | { readonly kind: 'refused' | 'unavailable'; readonly text: string };

const response = z.object({ text: z.string().optional(), data: z.json().optional() });
const started = z.object({
  runs: z.array(z.object({ status: z.string().optional(), response: response.optional() })),
  response: response.optional(),
});

/** What the flow may take to answer, and what the way there and back may take beyond that. */
const WAIT_SECONDS = 20;
const CALL_MILLISECONDS = 25_000;

/** Starts a flow on records and waits a while for its answer. A repetition with the same key starts nothing new. */
export async function startFlow(
  { client, source }: Erp,
  ask: { user: string; code: string; records: readonly ChosenRecord[]; inputs: JsonObject; key: string },
): Promise<FlowOutcome> {
  const { user, code, inputs, key } = ask;
  const records = ask.records.map(({ entity, id, fields }) => ({ entity, id, fields, source }));
  const [only] = records;
  try {
    const answer = await client.call({
      user,
      method: 'POST',
      path: `/automate/${encodeURIComponent(code)}`,
      headers: { prefer: `wait=${WAIT_SECONDS}`, 'idempotency-key': key },
      body: { ...(only && records.length === 1 ? { record: only } : { records }), inputs },
      timeoutMilliseconds: CALL_MILLISECONDS,
    });
    return outcomeOf(answer);
  } catch (error) {
    if (error instanceof WerkstroomUnreachableError) return { kind: 'unavailable', text: error.message };
    throw error;
  }
}

function outcomeOf(answer: Answer): FlowOutcome {
  const read = started.safeParse(answer.body);
  if (answer.status < 300 && read.success) {
    const { runs, response: first } = read.data;
    if (answer.status === 202) return { kind: 'started', runs: runs.length };
    const failed = runs.filter(({ status }) => status === 'failed' || status === 'timedOut').length;
    if (failed > 0) return { kind: 'refused', text: `The flow failed (${failed} of ${runs.length}).` };
    return { kind: 'answered', text: runs.map((run) => textOf(run.response ?? first)).join('\n') };
  }
  const { text, errors } = problemOf(answer);
  if (answer.status !== 422) return { kind: 'refused', text };
  const faults = errors.map(({ pointer = '', detail }) => [pointer.replace(/^\/inputs\/?/, ''), detail] as const);
  return { kind: 'invalid', text, faults: new Map(faults) };
}

function textOf(given: z.infer<typeof response> | undefined): string {
  if (given?.text !== undefined) return given.text;
  return given?.data === undefined ? 'Done.' : JSON.stringify(given.data);
}
