import type { Json, JsonObject } from '../../../shared/domain/json/json.ts';

/** What happens around a run, the same for the reference and for the machine. */
export interface Story {
  readonly event: StoryEvent;
  readonly inputs: JsonObject;
  /** Events that come after the start, in this order. */
  readonly later: readonly StoryEvent[];
}

/** An event about one record. */
export interface StoryEvent {
  readonly id: string;
  readonly type: string;
  readonly fields: JsonObject;
}

/** What a run did, as far as anybody outside can tell. */
export interface Deed {
  readonly outcome: 'succeeded' | 'failed' | 'cancelled';
  /** Name of the error that ended the run. */
  readonly error?: string;
  readonly calls: readonly Call[];
}

/** One call of an action. Branches at the same time have no order among each other, so `place` says where it belongs. */
export interface Call {
  readonly step: string;
  readonly action: string;
  readonly options: Json;
}

/** `$event` of an event. */
export function eventView({ id, type, fields }: StoryEvent): JsonObject {
  return { id, type, source: 'erp', time: '2026-03-02T08:00:00Z', record: recordView(fields) };
}

/** `$record` of an event with these fields. */
export function recordView(fields: JsonObject): JsonObject {
  return { entity: 'item', id: '1', source: 'erp', fields };
}

/** `$run` of every run. */
export const RUN: JsonObject = {
  id: 'run-1',
  company: 'cronus',
  workflow: 'TEST',
  version: 1,
  startedAt: '2026-03-02T08:00:00Z',
};

/** What the action of tests answers. */
export function answerOf(action: string, options: JsonObject): Json {
  return { action, value: options.value ?? null };
}
