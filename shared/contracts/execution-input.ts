import type { JsonObject } from '../domain/json/json.ts';

/** The input of every execution: what the compiled machine's variables `$run`, `$event`, `$record` and `$inputs` start with. */
export type ExecutionInput = {
  run: {
    id: string;
    company: string;
    workflow: string;
    version: number;
    requestedBy?: string;
    startedAt: string;
  };
  /** id, type, source, time, user, cause, record, previous, request. */
  event: JsonObject;
  /** entity, id, source, url, fields, and lines up to 32 KB. */
  record: JsonObject;
  inputs: JsonObject;
  /** ARN of the version that runs: parts of long loops are executions of the same one. */
  machine: string;
};
