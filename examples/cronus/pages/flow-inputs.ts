import { z } from 'zod';
import { typedNumber } from '../http/forms.ts';
import type { Json, JsonObject } from '../records/json.ts';

const property = z.object({
  type: z.string().optional(),
  title: z.string().optional(),
  description: z.string().optional(),
  enum: z.array(z.json()).optional(),
  default: z.json().optional(),
  format: z.string().optional(),
  minLength: z.number().optional(),
  maxLength: z.number().optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
});

const schema = z.object({
  properties: z.record(z.string(), property).default({}),
  required: z.array(z.string()).default([]),
});

/** One input that a flow asks for. */
export type FlowInput = z.infer<typeof property> & { readonly name: string; readonly isRequired: boolean };

/** The inputs of a flow by its JSON Schema, in the order of the schema. What a form cannot ask is left to Werkstroom to miss. */
export function inputsOf(jsonSchema: JsonObject | undefined): readonly FlowInput[] {
  const read = schema.safeParse(jsonSchema ?? {});
  if (!read.success) return [];
  const { properties, required } = read.data;
  return Object.entries(properties).map(([name, one]) => ({ ...one, name, isRequired: required.includes(name) }));
}

/** The form field of an input. Its name cannot meet those of the form's own fields. */
export function fieldName({ name }: Pick<FlowInput, 'name'>): string {
  return `input.${name}`;
}

/** What was typed, in the types that the schema wants. Fields left empty are left out; a box that is not ticked is false. */
export function typedInputs(inputs: readonly FlowInput[], typed: URLSearchParams): JsonObject {
  return Object.fromEntries(
    inputs.flatMap((input): [string, Json][] => {
      const text = typed.get(fieldName(input));
      if (input.type === 'boolean') return [[input.name, text !== null]];
      return text === null || text === '' ? [] : [[input.name, typedValue(input, text)]];
    }),
  );
}

function typedValue(input: FlowInput, text: string): Json {
  if (input.enum) return input.enum.find((option) => String(option) === text) ?? text;
  if (input.type === 'number' || input.type === 'integer') return typedNumber(text);
  return text;
}
