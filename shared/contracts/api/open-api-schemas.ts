import * as z from 'zod';
import type { Json, JsonObject } from '../../domain/json/json.ts';

/** Collects the named schemas of a document, so that each stands in it once. */
export interface SchemaCollector {
  /** The JSON Schema of `schema`: a reference where it has a name. */
  add(schema: z.ZodType, io: 'input' | 'output'): JsonObject;
  /** All named schemas, by name. */
  all(): JsonObject;
}

const LOCAL = '#/$defs/';
const SHARED = '#/components/schemas/';
/** zod's own name for a recursive schema without one: any JSON value is the only one here. */
const UNNAMED = /^__schema\d+$/;

/** An empty collector. */
export function createSchemaCollector(): SchemaCollector {
  const named: JsonObject = {};
  return {
    add(schema, io) {
      const {
        $schema: _,
        $defs = {},
        ...own
      } = JSON.parse(JSON.stringify(z.toJSONSchema(schema, { io, target: 'draft-2020-12' }))) as JsonObject & {
        $defs?: JsonObject;
      };
      for (const [name, definition] of Object.entries($defs))
        named[sharedName(name)] = withSharedReferences(definition);
      return withSharedReferences(own) as JsonObject;
    },
    all: () => Object.fromEntries(Object.entries(named).sort(([left], [right]) => (left < right ? -1 : 1))),
  };
}

function sharedName(name: string): string {
  return UNNAMED.test(name) ? 'JsonValue' : name;
}

function withSharedReferences(value: Json): Json {
  if (Array.isArray(value)) return value.map(withSharedReferences);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => {
      const isReference = name === '$ref' && typeof member === 'string' && member.startsWith(LOCAL);
      return [name, isReference ? SHARED + sharedName(member.slice(LOCAL.length)) : withSharedReferences(member)];
    }),
  );
}
