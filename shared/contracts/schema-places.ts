import { globalRegistry, type z } from 'zod';

type Schema = z.core.$ZodType;
type Shape = Readonly<Record<string, Schema>>;
type Path = readonly PropertyKey[];

/** The members that an object may have at a place of a value. */
export function membersAt(schema: Schema, path: Path, value: unknown): readonly string[] {
  const { schemas, value: found } = placeAt(schema, path, value);
  return [...new Set(schemas.flatMap((one) => fitting(shapesOf(one), found)).flatMap(Object.keys))];
}

/** What the schema says in words of a place of a value. */
export function descriptionAt(schema: Schema, path: Path, value: unknown): string | undefined {
  return placeAt(schema, path, value)
    .schemas.map(descriptionOf)
    .find((description) => description !== undefined);
}

function placeAt(schema: Schema, path: Path, value: unknown): { schemas: readonly Schema[]; value: unknown } {
  let schemas: readonly Schema[] = [schema];
  let at = value;
  for (const name of path) {
    const here = at;
    schemas = schemas.flatMap((one) => [
      ...fitting(shapesOf(one), here).flatMap((shape) => ownOf(shape, String(name))),
      ...elementsOf(one),
    ]);
    at = typeof at === 'object' && at !== null ? Reflect.get(at, name) : undefined;
  }
  return { schemas, value: at };
}

function ownOf(shape: Shape, name: string): Schema[] {
  const member = Object.hasOwn(shape, name) ? shape[name] : undefined;
  return member ? [member] : [];
}

/** Of several kinds of objects those that know most of the members that are there. */
function fitting(shapes: readonly Shape[], value: unknown): readonly Shape[] {
  const members = Object.keys(Object(value));
  const known = (shape: Shape) => members.filter((name) => Object.hasOwn(shape, name)).length;
  const most = Math.max(...shapes.map(known));
  return shapes.filter((shape) => known(shape) === most);
}

function shapesOf(schema: Schema): readonly Shape[] {
  const def = defOf(schema);
  return def.type === 'object' ? [def.shape] : within(schema).flatMap(shapesOf);
}

/** What stands in a list, or behind any name of a record. */
function elementsOf(schema: Schema): readonly Schema[] {
  const def = defOf(schema);
  if (def.type === 'array') return [def.element];
  if (def.type === 'record') return [def.valueType];
  return within(schema).flatMap(elementsOf);
}

function descriptionOf(schema: Schema): string | undefined {
  const own = globalRegistry.get(schema)?.description;
  if (own !== undefined) return own;
  const def = defOf(schema);
  return def.type === 'union'
    ? undefined
    : within(schema)
        .map(descriptionOf)
        .find((description) => description !== undefined);
}

/** What a schema is made of. Zod declares it only for the union of all its own kinds, and there are no others. */
function defOf(schema: Schema): z.core.$ZodTypes['_zod']['def'] {
  return (schema as z.core.$ZodTypes)._zod.def;
}

/** The schemas that a schema only wraps, or chooses from. */
function within(schema: Schema): readonly Schema[] {
  const def = defOf(schema);
  switch (def.type) {
    case 'union':
      return def.options;
    case 'lazy':
      return [def.getter()];
    case 'pipe':
      return [def.in];
    case 'optional':
    case 'nullable':
    case 'default':
    case 'readonly':
      return [def.innerType];
    default:
      return [];
  }
}
