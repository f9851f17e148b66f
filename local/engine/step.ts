import type { Json, JsonObject } from '../../shared/domain/json/json.ts';
import type { HistoryEvent } from '../../shared/domain/run/history-event.ts';
import type { Machine, Program, State } from './asl.ts';
import { contextObject } from './context-object.ts';
import {
  childId,
  type Execution,
  makerOf,
  type Position,
  ROOT,
  type Run,
  type Strand,
  type Waiting,
} from './execution.ts';
import type { EvaluationScope, Expressions, TypedExpectation, ValueOfType } from './expressions.ts';
import { MAX_HISTORY_EVENTS } from './limits.ts';
import { HistoryFullError, StateError } from './state-error.ts';

/** What the interpreter may ask of the world: all of it is handed in. */
export interface Environment {
  readonly expressions: Expressions;
  /** Milliseconds since 1970. */
  readonly now: number;
  random(): number;
  newTaskId(): string;
  newToken(taskId: string): string;
}

/** Where a strand stands while a state is worked on, before it is known what it waits for. */
export type Standing = Omit<Position, 'waiting'> & { readonly strand: string };

/** A strand that is about to enter a state. */
export interface Entering {
  readonly strand: string;
  readonly state: string;
  readonly input: Json;
  /** The input as JSON, where that is known and within its limit. */
  readonly inputText?: string;
  readonly variables: JsonObject;
}

/** What an evaluation sees beside the variables. */
export interface Scope {
  readonly standing: Standing;
  /** Members of `$states` that the state has at this point, beside input and context. */
  readonly states?: JsonObject;
  readonly token?: string;
  /** The item that a Map state hands to `ItemSelector`. */
  readonly item?: { readonly index: number; readonly value: Json };
}

/** After this much history in one step, the journal comes first. */
const LONG_STEP_EVENTS = 1_000;
const LONG_STEP_CHARACTERS = 4_000_000;

/** One step of the interpreter in the making: the execution as it will be, and the history that tells of it. */
export class Step {
  readonly machine: Machine;
  readonly environment: Environment;
  /** The moment of the step, an ISO 8601 instant. */
  readonly timestamp: string;
  /** The execution as it will be, but for the number of its last event. */
  execution: Execution;
  readonly history: HistoryEvent[] = [];
  /** Strands that are not as they were; undefined for those that are no more. */
  readonly changed = new Map<string, Strand | undefined>();
  /** What is still to be entered in this step, the next one last. */
  readonly agenda: Entering[] = [];
  readonly #before: Run;
  #characters = 0;
  #lastEventId: number;

  constructor(machine: Machine, before: Run, environment: Environment) {
    this.machine = machine;
    this.#before = before;
    this.execution = before.execution;
    this.#lastEventId = before.execution.lastEventId;
    this.environment = environment;
    this.timestamp = new Date(environment.now).toISOString();
  }

  /** True when so much was done that the rest is better left to another step. */
  get isLong(): boolean {
    return this.history.length > LONG_STEP_EVENTS || this.#characters > LONG_STEP_CHARACTERS;
  }

  /** Adds an event to the history of a strand, and makes it the one that the strand's next event follows. @throws HistoryFullError */
  tell(strandId: string, type: string, details: JsonObject = {}): number {
    const strand = this.strand(strandId);
    const id = this.tellAfter(strand.previousEventId, type, details);
    // The first state is entered as if nothing had happened before: AWS says 0 there.
    this.put({ ...strand, previousEventId: type === 'ExecutionStarted' ? 0 : id });
    return id;
  }

  /** Adds an event that follows a given one, and leaves the strands alone. @throws HistoryFullError */
  tellAfter(previousEventId: number, type: string, details: JsonObject = {}): number {
    const id = this.#lastEventId + 1;
    if (id >= MAX_HISTORY_EVENTS && !type.startsWith('Execution')) throw new HistoryFullError();
    this.history.push({ id, previousEventId, type, timestamp: this.timestamp, details });
    for (const value of Object.values(details)) if (typeof value === 'string') this.#characters += value.length;
    this.#lastEventId = id;
    return id;
  }

  /** @throws Error when there is no such strand, which would be a fault of the interpreter. */
  strand(id: string): Strand {
    const strand = this.strandIfAny(id);
    if (!strand) throw new Error(`There is no strand '${id}'.`);
    return strand;
  }

  strandIfAny(id: string): Strand | undefined {
    return this.changed.has(id) ? this.changed.get(id) : this.#before.strands.get(id);
  }

  /** All strands, as they are now. */
  strands(): Strand[] {
    const ids = new Set([...this.#before.strands.keys(), ...this.changed.keys()]);
    return [...ids].map((id) => this.strandIfAny(id)).filter((strand) => strand !== undefined);
  }

  put(strand: Strand): void {
    this.changed.set(strand.id, strand);
  }

  remove(id: string): void {
    if (this.#before.strands.has(id)) this.changed.set(id, undefined);
    else this.changed.delete(id);
  }

  /** Lets a strand wait where it stands. */
  place({ strand: id, ...position }: Standing, waiting: Waiting): void {
    this.put({ ...this.strand(id), status: 'running', position: { ...position, waiting } });
  }

  /** The states among which a strand moves. */
  programOf(strandId: string): Program {
    const made = makerOf(strandId);
    if (!made) return this.machine;
    const state = this.stateOf(made.maker);
    const program =
      state.Type === 'Map' ? state.ItemProcessor : state.Type === 'Parallel' ? state.Branches[made.index] : undefined;
    if (!program) throw new StateError('States.Runtime', `The state of strand '${made.maker}' has no strands.`);
    return program;
  }

  /** The state in which a strand stands. */
  stateOf(strandId: string): State {
    return this.stateNamed(strandId, this.strand(strandId).position?.state ?? '');
  }

  /** @throws StateError `States.Runtime` when the definition has no such state. */
  stateNamed(strandId: string, name: string): State {
    const state = this.programOf(strandId).States[name];
    if (!state) throw new StateError('States.Runtime', `There is no state '${name}'.`);
    return state;
  }

  /** Evaluates a template where a strand stands. @throws QueryEvaluationError */
  evaluate(template: Json, location: string, scope: Scope): Json | Promise<Json> {
    return this.environment.expressions.evaluate(template, location, this.#evaluationScope(scope));
  }

  /** Evaluates a template that must give a value of one type. @throws QueryEvaluationError */
  evaluateAs<Type extends TypedExpectation>(
    template: Json,
    about: { location: string; type: Type },
    scope: Scope,
  ): Promise<ValueOfType[Type]> {
    return this.environment.expressions.evaluateAs(template, about, this.#evaluationScope(scope));
  }

  #evaluationScope({ standing, states = {}, token, item }: Scope): EvaluationScope {
    return {
      variables: this.variablesOf(standing),
      input: standing.input,
      states,
      context: () => {
        const around = item ?? this.#itemOf(standing.strand);
        const place = { standing, ...(around && { item: around }), ...(token !== undefined && { token }) };
        return contextObject(this.execution, place);
      },
      place: { state: standing.state, enteredEventId: standing.enteredEventId },
    };
  }

  /** The variables of a strand and of those that made it; the inner ones hide the outer ones. */
  variablesOf({ strand, variables }: Pick<Standing, 'strand' | 'variables'>): JsonObject {
    const made = makerOf(strand);
    if (!made) return variables;
    const outer = this.strand(made.maker).position?.variables ?? {};
    return { ...this.variablesOf({ strand: made.maker, variables: outer }), ...variables };
  }

  #itemOf(strandId: string): { index: number; value: Json } | undefined {
    if (strandId === ROOT) return undefined;
    const made = makerOf(strandId);
    const { item } = this.strand(strandId);
    if (made && item !== undefined) return { index: made.index, value: item };
    return made && this.#itemOf(made.maker);
  }

  /** The strands that a strand has made for the state in which it stands. */
  childrenOf(strandId: string): Strand[] {
    const waiting = this.strand(strandId).position?.waiting;
    if (waiting?.kind !== 'strands') return [];
    return Array.from({ length: waiting.group.size }, (_, index) => this.strand(childId(strandId, index)));
  }
}
