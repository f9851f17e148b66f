import type { ChanceSource } from '../../shared/adapters/jsonata/aws-functions.ts';
import type { Json, JsonObject } from '../../shared/domain/json/json.ts';
import { createCompiledExpressions, expressionIn } from './compiled-expressions.ts';
import type { Sight } from './direct-reading.ts';
import { createExpressionGuard } from './expression-guard.ts';
import { plainJson, UnsupportedValueError } from './plain-json.ts';
import { QueryEvaluationError } from './state-error.ts';
import { createTemplateReading } from './template-reading.ts';

/** Where an expression stands, for the cause texts that Step Functions gives. */
export interface ExpressionPlace {
  readonly state: string;
  readonly enteredEventId: number;
}

/** What an evaluation sees, and where it stands. */
export interface EvaluationScope extends Sight {
  readonly place: ExpressionPlace;
}

/** The types that a field may ask for, with what they are here. */
export interface ValueOfType {
  readonly array: Json[];
  readonly boolean: boolean;
  readonly number: number;
  readonly string: string;
}
export type TypedExpectation = keyof ValueOfType;

/** Evaluates the expressions of a state machine. */
export interface Expressions {
  /**
   * A JSON value in which every text that is wholly `{% %}` is replaced by its value. It is there at once where all of them can be read directly.
   *
   * @throws QueryEvaluationError
   */
  evaluate(template: Json, location: string, scope: EvaluationScope): Json | Promise<Json>;
  /** The same where the value must be of one type. @throws QueryEvaluationError */
  evaluateAs<Type extends TypedExpectation>(
    template: Json,
    about: { location: string; type: Type },
    scope: EvaluationScope,
  ): Promise<ValueOfType[Type]>;
}

/** The start of every cause that tells of a failed evaluation. */
export function executing({ state, enteredEventId }: ExpressionPlace): string {
  return `An error occurred while executing the state '${state}' (entered at the event id #${enteredEventId}).`;
}

/** Makes an evaluator that keeps compiled expressions. `world.now` is the time for them, in milliseconds since 1970. */
export function createExpressions(world: ChanceSource & { now(): number }): Expressions {
  const guard = createExpressionGuard(world.now);
  const compile = createCompiledExpressions(world, guard);
  const read = createTemplateReading(compile);
  const evaluate: Expressions['evaluate'] = (template, location, scope) => {
    const value = read(template, scope);
    return value === undefined ? evaluateInTurn(template, location, scope) : value;
  };
  const evaluateInTurn = async (template: Json, location: string, scope: EvaluationScope): Promise<Json> => {
    if (typeof template === 'string') {
      const text = expressionIn(template);
      if (text === undefined) return template;
      const compute = (bindings: JsonObject) =>
        guard.alone(async () => compile(template)?.expression.evaluate(undefined, bindings));
      return evaluateText(compute, text, { location, ...scope });
    }
    if (Array.isArray(template)) {
      const items: Json[] = [];
      for (const [index, item] of template.entries()) {
        items.push(await evaluate(item, `${location}[${index}]`, scope));
      }
      return items;
    }
    const entries: [string, Json][] = [];
    for (const [name, value] of Object.entries(template ?? {})) {
      entries.push([name, await evaluate(value, `${location}/${name}`, scope)]);
    }
    return Object.fromEntries(entries);
  };
  return {
    evaluate,
    async evaluateAs(template, { location, type }, scope) {
      const value = await evaluate(template, location, scope);
      if (isOfType(value, type)) return value;
      const text = typeof template === 'string' ? (expressionIn(template) ?? template) : JSON.stringify(template);
      throw new QueryEvaluationError(
        location,
        `${executing(scope.place)} The JSONata expression '${text}' specified for the field '${location}' returned an unexpected result type. Expected '${type}', but was '${typeOf(value)}' for value: ${JSON.stringify(value)}`,
      );
    },
  };
}

async function evaluateText(
  compute: (bindings: JsonObject) => Promise<unknown>,
  text: string,
  about: EvaluationScope & { location: string },
): Promise<Json> {
  const { location, place } = about;
  const fault = (what: string) =>
    new QueryEvaluationError(
      location,
      `${executing(place)} The JSONata expression '${text}' specified for the field '${location}' ${what}`,
    );
  let value: unknown;
  try {
    value = await compute(bindingsOf(about));
  } catch (error) {
    throw fault(`threw an error during evaluation. ${messageOf(error)}`);
  }
  if (value === undefined) throw fault('returned nothing (undefined).');
  try {
    return plainJson(value);
  } catch (error) {
    if (error instanceof UnsupportedValueError) throw fault('returned an unsupported result type.');
    throw error;
  }
}

function bindingsOf({ variables, input, states, context }: Sight): JsonObject {
  return { ...variables, states: { input, context: context(), ...states } };
}

/** JSONata throws plain objects with code, position and message. */
function messageOf(error: unknown): string {
  const { code, message } = Object(error);
  return code ? `${code}: ${message}` : String(message);
}

function typeOf(value: Json): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

function isOfType<Type extends TypedExpectation>(value: Json, type: Type): value is ValueOfType[Type] & Json {
  return typeOf(value) === type;
}
