import type { Request, Response } from './exchange.ts';

/** One address and what answers there. `:name` in the path stands for one part of it. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PATCH';
  readonly path: string;
  answer(request: Request): Response | Promise<Response>;
}

export type Found =
  | { readonly kind: 'found'; readonly route: Route; readonly params: Readonly<Record<string, string>> }
  | { readonly kind: 'other-method'; readonly allowed: readonly string[] }
  | { readonly kind: 'nothing' };

/** Looks routes up in the order in which they are listed. HEAD is answered by GET. */
export function createRouter(routes: readonly Route[]): (method: string, path: string) => Found {
  const compiled = routes.map((route) => ({ route, pattern: patternOf(route.path) }));
  return (method, path) => {
    const wanted = method === 'HEAD' ? 'GET' : method;
    const matching = compiled.flatMap(({ route, pattern }) => {
      const match = pattern.exec(path);
      return match ? [{ route, params: paramsOf(match) }] : [];
    });
    const found = matching.find(({ route }) => route.method === wanted);
    if (found) return { kind: 'found', ...found };
    if (matching.length > 0) return { kind: 'other-method', allowed: matching.map(({ route }) => route.method) };
    return { kind: 'nothing' };
  };
}

function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replace(/:([a-z]+)/g, '(?<$1>[^/]+)')}$`);
}

function paramsOf({ groups = {} }: RegExpExecArray): Record<string, string> {
  return Object.fromEntries(Object.entries(groups).map(([name, text]) => [name, decoded(text)]));
}

/** A part of an address that is no proper encoding is taken as it is; nothing will be found under it. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
