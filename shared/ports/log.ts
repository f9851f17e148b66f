import type { JsonObject } from '../domain/json/json.ts';

/** Structured log. Ids, never bodies, secrets, tokens or addresses of links. */
export interface Log {
  info(message: string, details?: JsonObject): void;
  warn(message: string, details?: JsonObject): void;
  error(message: string, error: unknown, details?: JsonObject): void;
}
