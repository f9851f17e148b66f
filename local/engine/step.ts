import type { Json, JsonObject } from '../../shared/domain/json/json.ts';
import type { Machine } from './asl.ts';
import { contextObject } from './context-object.ts';
import type { Execution, HistoryLine, Position } from './execution.ts';
import type { Expressions } from './expressions.ts';
import { MAX_HISTORY_EVENTS, MAX_PAYLOAD_BYTES } from './limits.ts';
import { StateError } from './state-error.ts';

/** What the interpreter may ask of the world: all of it is handed in. */
export interface Environment {
  readonly expressions: Expressions;
  /** Milliseconds since 1970. */
  readonly now: number;
  random(): number;
  newTaskId(): string;
  newToken(taskId: string): string;
}

/** Where an execution stands while a state is worked on, before it is known what it waits for. */
export type Standing = Omit<Position, 'waiting'>;

/** One step of the interpreter in the making: the execution as it will be, and the history that tells of it. */
export class Step {
  readonly machine: Machine;
  readonly environment: Environment;
  execution: Execution;
  readonly history: HistoryLine[] = [];

  constructor(machine: Machine, execution: Execution, environment: Environment) {
    this.machine = machine;
    this.execution = execution;
    this.environment = environment;
  }

  get timestamp(): string {
    return new Date(this.environment.now).toISOString();
  }

  /** Adds an event to the history. @throws StateError `States.Runtime` when it would be the 25,000th. */
  tell(type: string, details: JsonObject = {}): number {
    const id = this.execution.lastEventId + 1;
    if (id >= MAX_HISTORY_EVENTS && !type.startsWith('Execution')) {
      throw new StateError('States.Runtime', 'The execution reached the maximum number of history events (25000).');
    }
    const previousEventId = this.execution.previousEventId;
    this.history.push({ id, previousEventId, type, timestamp: this.timestamp, details });
    // The first state is entered as if nothing had happened before: AWS says 0 there.
    this.execution = { ...this.execution, lastEventId: id, previousEventId: type === 'ExecutionStarted' ? 0 : id };
    return id;
  }

  /** Evaluates a template where the execution stands. `$states` holds what the state has at this point. */
  evaluate(
    template: Json,
    location: string,
    scope: { standing: Standing; states?: JsonObject; token?: string },
  ): Promise<Json> {
    const { standing, states, token } = scope;
    const context = contextObject(this.execution, standing, token);
    return this.environment.expressions.evaluate(template, location, {
      bindings: { ...standing.variables, states: { input: standing.input, context, ...states } },
      place: { state: standing.state, enteredEventId: standing.enteredEventId },
    });
  }
}

/** JSON text as the history shows it. @throws StateError `States.DataLimitExceeded` above 256 KiB. */
export function payloadText(value: Json, what: string): string {
  const text = JSON.stringify(value);
  if (Buffer.byteLength(text) > MAX_PAYLOAD_BYTES) {
    throw new StateError(
      'States.DataLimitExceeded',
      `The ${what} exceeds the maximum number of bytes service limit (${MAX_PAYLOAD_BYTES}).`,
    );
  }
  return text;
}
