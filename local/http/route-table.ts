import type { Feed } from '../../functions/function-declaration.ts';

/** A route of a function, and what answers it. */
export interface Route<Handler> {
  readonly feed: Extract<Feed, { kind: 'http' }>;
  readonly handler: Handler;
}

/** What a request meets. */
export type RouteMatch<Handler> =
  | { readonly kind: 'found'; readonly route: Route<Handler>; readonly parameters: Readonly<Record<string, string>> }
  | { readonly kind: 'other-method'; readonly allowed: readonly string[] }
  | { readonly kind: 'none' };

/** Finds the route of a request. `path` is not decoded. */
export type RouteTable<Handler> = (request: { method: string; path: string }) => RouteMatch<Handler>;

/**
 * Makes the table of all routes, which finds as API Gateway does: a literal segment wins over a `{name}`. HEAD goes where it is
 * declared, else to GET.
 */
export function routeTable<Handler>(routes: readonly Route<Handler>[]): RouteTable<Handler> {
  const byLength = Map.groupBy(
    routes
      .map((route) => ({ route, template: route.feed.path.split('/') }))
      .sort((left, right) => placeholders(left.template) - placeholders(right.template)),
    ({ template }) => template.length,
  );
  return ({ method, path }) => {
    const segments = path.split('/');
    const fitting = (byLength.get(segments.length) ?? []).filter(({ template }) => fits(template, segments));
    const methods = method === 'HEAD' ? ['HEAD', 'GET'] : [method];
    const found = methods
      .map((candidate) => fitting.find(({ route }) => route.feed.method === candidate))
      .find((candidate) => candidate !== undefined);
    if (found) return { kind: 'found', route: found.route, parameters: parametersOf(found.template, segments) };
    if (fitting.length === 0) return { kind: 'none' };
    return { kind: 'other-method', allowed: [...new Set(fitting.map(({ route }) => route.feed.method))].sort() };
  };
}

function fits(template: readonly string[], segments: readonly string[]): boolean {
  return template.every((part, index) => (isPlaceholder(part) ? segments[index] !== '' : part === segments[index]));
}

function parametersOf(template: readonly string[], segments: readonly string[]): Readonly<Record<string, string>> {
  const named = template.flatMap((part, index) => {
    return isPlaceholder(part) ? [[part.slice(1, -1), decoded(segments[index] ?? '')] as const] : [];
  });
  return Object.fromEntries(named);
}

/** A text that is not properly encoded stays as it is. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function isPlaceholder(part: string): boolean {
  return part.startsWith('{') && part.endsWith('}');
}

function placeholders(template: readonly string[]): number {
  return template.filter(isPlaceholder).length;
}
