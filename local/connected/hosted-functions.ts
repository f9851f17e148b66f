import { readdirSync } from 'node:fs';
import type { Context } from 'aws-lambda';
import type { FunctionDeclaration } from '../../functions/function-declaration.ts';
import type { Json } from '../../shared/domain/json/json.ts';
import { FunctionNotFoundError } from '../engine/task-workers.ts';
import type { HttpHandler } from '../http/answer-request.ts';
import type { Route } from '../http/route-table.ts';
import { contextsOf } from '../lambda-context.ts';

/** A function with its own entry, as Lambda loads it. */
export interface HostedFunction {
  readonly declaration: FunctionDeclaration;
  invoke(event: object): Promise<unknown>;
}

/** Loads the entries of all functions but these. Their environment must be complete by now. */
export async function loadFunctions(except: readonly string[]): Promise<readonly HostedFunction[]> {
  const folders = new URL('../../functions/', import.meta.url);
  const names = readdirSync(folders, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() && !except.includes(entry.name) ? [entry.name] : [],
  );
  return Promise.all(
    names.map(async (name) => {
      const declared: { default: FunctionDeclaration } = await import(`../../functions/${name}/function.ts`);
      const entry: { handler: (event: object, context: Context) => Promise<unknown> } = await import(
        `../../functions/${name}/index.ts`
      );
      const declaration = declared.default;
      const contextOf = contextsOf(declaration);
      return { declaration, invoke: (event: object) => entry.handler(event, contextOf()) };
    }),
  );
}

/** The function of this name. @throws FunctionNotFoundError */
export function functionNamed(functions: readonly HostedFunction[], name: string): HostedFunction {
  const found = functions.find(({ declaration }) => declaration.name === name);
  if (!found) throw new FunctionNotFoundError(`Function not found: ${name}`);
  return found;
}

/** Calls a function as Step Functions does: what goes in and out is JSON. @throws FunctionNotFoundError */
export async function invokeTask(functions: readonly HostedFunction[], name: string, payload: Json): Promise<Json> {
  const answer = await functionNamed(functions, name).invoke(JSON.parse(JSON.stringify(payload)));
  return JSON.parse(JSON.stringify(answer ?? null)) as Json;
}

/** What API Gateway routes to which function. */
export function routesOf(functions: readonly HostedFunction[]): readonly Route<HttpHandler>[] {
  return functions.flatMap(({ declaration, invoke }) =>
    declaration.feeds.flatMap((feed) =>
      feed.kind === 'http'
        ? [{ feed, handler: (event: object) => invoke(event) as ReturnType<HttpHandler> } satisfies Route<HttpHandler>]
        : [],
    ),
  );
}
