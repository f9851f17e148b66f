import type { z } from 'zod';
import type { Role } from '../../domain/company/company.ts';

/** Everything that is known of one call of the API: the truth for declarations of functions, authorisation and the OpenAPI document. */
export interface Route {
  readonly method: 'GET' | 'PUT' | 'POST' | 'DELETE';
  /** API Gateway's form. */
  readonly path: string;
  /** Which function serves it. */
  readonly function: 'manage' | 'publish-workflow';
  /** Roles of which a caller needs one. `member`: everybody of the company, and its sources. `public`: no token at all. */
  readonly access: 'public' | 'member' | readonly Role[];
  readonly summary: string;
  readonly description?: string;
  /** Names the group of calls in the OpenAPI document. */
  readonly tag: string;
  /** Limits on path parameters that name something new. */
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  /** A request without a body stands for `{}`. */
  readonly bodyOptional?: boolean;
  /** Answers by status; `null` has no body. Refusals are problem+json and need no entry. */
  readonly answers: Readonly<Record<number, z.ZodType | null>>;
  /** The answer shows secrets once, so it is never kept for a repetition of the request. */
  readonly answersSecrets?: boolean;
}

/** The names in braces of a path. */
export type PathParameter<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | PathParameter<Rest>
  : never;

/** The names in braces of a path, in their order. */
export function pathParameters(path: string): string[] {
  return [...path.matchAll(/\{(\w+)\}/g)].flatMap(([, name]) => name ?? []);
}

/** Where everything of a company is found. */
export const COMPANY_PATH = '/api/v1/companies/{company}';
