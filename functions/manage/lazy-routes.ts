import type { OperationId } from '../../shared/contracts/api/routes.ts';
import type { RouteHandlers } from '../../shared/middleware/api-request.ts';

/** Handlers that are loaded with all that they need when the first of them is asked for: what few calls use keeps nobody waiting after a pause. */
export function lazyRoutes<Ids extends OperationId>(
  operations: readonly Ids[],
  load: () => Promise<RouteHandlers<Ids>>,
): RouteHandlers<Ids> {
  const handlers = operations.map((operation) => {
    const handle: RouteHandlers<Ids>[Ids] = async (request) => (await load())[operation](request);
    return [operation, handle] as const;
  });
  return Object.fromEntries(handlers) as RouteHandlers<Ids>;
}
