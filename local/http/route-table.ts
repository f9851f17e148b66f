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

/**
 * Finds the route of a request as API Gateway does: a literal segment wins over a `{name}`. HEAD goes where it is declared, else to GET.
 *
 * @param path not decoded.
 */
export function findRoute<Handler>(
  routes: readonly Route<Handler>[],
  request: { method: string; path: string },
): RouteMatch<Handler> {
  const segments = request.path.split('/');
  const fitting = routes
    .filter(({ feed }) => fits(feed.path.split('/'), segments))
    .sort((left, right) => placeholders(left.feed.path) - placeholders(right.feed.path));
  const methods = request.method === 'HEAD' ? ['HEAD', 'GET'] : [request.method];
  const route = methods
    .map((method) => fitting.find(({ feed }) => feed.method === method))
    .find((candidate) => candidate !== undefined);
  if (route) return { kind: 'found', route, parameters: parametersOf(route.feed.path, segments) };
  if (fitting.length === 0) return { kind: 'none' };
  return { kind: 'other-method', allowed: [...new Set(fitting.map(({ feed }) => feed.method))].sort() };
}

function fits(template: readonly string[], segments: readonly string[]): boolean {
  return (
    template.length === segments.length &&
    template.every((part, index) => (isPlaceholder(part) ? segments[index] !== '' : part === segments[index]))
  );
}

function parametersOf(path: string, segments: readonly string[]): Readonly<Record<string, string>> {
  const named = path.split('/').flatMap((part, index) => {
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

function placeholders(path: string): number {
  return path.split('/').filter(isPlaceholder).length;
}
