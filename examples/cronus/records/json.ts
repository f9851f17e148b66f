import { z } from 'zod';

/** Any JSON value. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/** Names and values, as they stand in events and on the API. */
export type JsonObject = Readonly<Record<string, Json>>;

/** Reads a JSON object that came from outside. */
export const jsonObject: z.ZodType<JsonObject> = z.record(z.string(), z.json());

/** The value of a JSON text, or undefined when it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
