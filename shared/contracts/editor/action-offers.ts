import type { Json, JsonObject } from '../../domain/json/json.ts';
import type { EditorOffers, OfferedAction } from './editor-offers.ts';
import { ifThen } from './if-then.ts';

/** Stands wherever a value may: what it gives is known only when the step runs. */
const EXPRESSION = { $ref: '#/$defs/Expression' };

/** Definitions: the actions by name, the options of each, and what an expression looks like. */
export function actionOffers({ actions }: EditorOffers): JsonObject {
  return {
    Expression: {
      type: 'string',
      pattern: '^\\s*\\{%[\\s\\S]*%\\}\\s*$',
      description: 'A JSONata expression {% ... %}, evaluated when the step runs.',
    },
    Action: { anyOf: [...actions.map(named), ...actions.flatMap(alias)] },
    OptionsByAction: { allOf: optionsOfActions(actions) },
    ...Object.fromEntries(actions.map(({ name, options }) => [keyOf(name), openTo(options)])),
  };
}

/** Which options go with which action. */
function optionsOfActions(actions: readonly OfferedAction[]): Json[] {
  return actions.map(({ name, businessCentralName, options, title }) => {
    const names = [name, ...(businessCentralName === undefined ? [] : [businessCentralName])];
    const isNeeded = Array.isArray(options.required) && options.required.length > 0;
    const isMeant = { type: 'object', properties: { do: { enum: names } }, required: ['do'] };
    const offered = { title, description: `Options of ${name}: ${title}.`, $ref: `#/$defs/${keyOf(name)}` };
    return ifThen(isMeant, { properties: { with: offered }, ...(isNeeded && { required: ['with'] }) });
  });
}

function named({ name, title, description }: OfferedAction): Json {
  return { const: name, title, description: `${title}. ${description}` };
}

function alias({ name, title, businessCentralName }: OfferedAction): Json[] {
  if (businessCentralName === undefined) return [];
  return [{ const: businessCentralName, title, description: `${title}. Business Central's name of ${name}.` }];
}

function keyOf(name: string): string {
  return `Options.${name}`;
}

/** Options as they may be written: each value, at any depth, may be an expression. */
function openTo(options: JsonObject): Json {
  const { $schema: _, properties = {}, ...rest } = options;
  const opened = Object.entries(Object(properties)).map(([name, schema]) => [name, orExpression(schema as Json)]);
  return { ...rest, properties: Object.fromEntries(opened) };
}

function orExpression(schema: Json): Json {
  if (typeof schema !== 'object' || schema === null || Array.isArray(schema)) return schema;
  const { description, title, default: usual, ...form } = schema;
  if (form.type === 'string' && form.pattern === undefined && form.format === undefined && form.enum === undefined)
    return schema;
  const { items, ...list } = form;
  const inner = items === undefined ? form : { ...list, items: orExpression(items) };
  return {
    ...(title !== undefined && { title }),
    ...(description !== undefined && { description }),
    ...(usual !== undefined && { default: usual }),
    anyOf: [inner, EXPRESSION],
  };
}
