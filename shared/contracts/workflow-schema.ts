import * as z from 'zod';
import type { Json, JsonObject } from '../domain/json/json.ts';
import { actionOffers } from './editor/action-offers.ts';
import type { EditorOffers } from './editor/editor-offers.ts';
import { eventOffers } from './editor/event-offers.ts';
import { fieldOffers } from './editor/field-offers.ts';
import { workflowDefinition } from './workflow-definition.ts';

/**
 * The JSON Schema (2020-12) of a workflow: published as docs/workflow.schema.json, served, and used by editors. What the form alone leaves open is
 * offered and explained, too: actions with their options, events, fields by what the event is about.
 */
export function workflowSchema(offers: EditorOffers): JsonObject {
  const schema = JSON.parse(JSON.stringify(z.toJSONSchema(workflowDefinition, { target: 'draft-2020-12' })));
  const { $defs, ...rest } = enriched(schema) as { readonly $defs: JsonObject };
  return { ...rest, $defs: { ...$defs, ...actionOffers(offers), ...eventOffers(offers), ...fieldOffers(offers) } };
}

/** The same with references to what is offered: where an action stands with its options, and where an event with its conditions. */
function enriched(value: Json): Json {
  if (Array.isArray(value)) return value.map((one) => enriched(one));
  if (typeof value !== 'object' || value === null) return value;
  const schema = Object.fromEntries(Object.entries(value).map(([name, member]) => [name, enriched(member)]));
  const { properties } = schema;
  if (typeof properties !== 'object' || properties === null || Array.isArray(properties)) return schema;
  if ('do' in properties && 'with' in properties) {
    return {
      ...schema,
      properties: { ...referring(properties, 'do', 'Action'), with: OPTIONS },
      allOf: [{ $ref: '#/$defs/OptionsByAction' }],
    };
  }
  if ('event' in properties && 'where' in properties) {
    return {
      ...schema,
      properties: referring(properties, 'event', 'Event'),
      allOf: [{ $ref: '#/$defs/FieldsByEvent' }],
    };
  }
  return schema;
}

/** Which ones there are depends on the action. */
const OPTIONS = { type: 'object', description: 'Options of the action.' };

function referring(properties: JsonObject, name: string, definition: string): JsonObject {
  const { description = '' } = Object(properties[name]);
  return { ...properties, [name]: { description, $ref: `#/$defs/${definition}` } };
}
