import authorizeRequest from '../functions/authorize-request/function.ts';
import awaitEvent from '../functions/await-event/function.ts';
import decideApproval from '../functions/decide-approval/function.ts';
import dispatchEvents from '../functions/dispatch-events/function.ts';
import finishRun from '../functions/finish-run/function.ts';
import type { FunctionDeclaration } from '../functions/function-declaration.ts';
import manage from '../functions/manage/function.ts';
import publishWorkflow from '../functions/publish-workflow/function.ts';
import receiveWebhook from '../functions/receive-webhook/function.ts';
import runAction from '../functions/run-action/function.ts';
import sendNotifications from '../functions/send-notifications/function.ts';
import showApproval from '../functions/show-approval/function.ts';
import sweep from '../functions/sweep/function.ts';

/** All functions of the product. A test compares the list with the folders. */
export const DECLARATIONS: readonly FunctionDeclaration[] = [
  authorizeRequest,
  awaitEvent,
  decideApproval,
  dispatchEvents,
  finishRun,
  manage,
  publishWorkflow,
  receiveWebhook,
  runAction,
  sendNotifications,
  showApproval,
  sweep,
];

/** The paths behind the front door that are not the console's, as CloudFront writes them: `/api/*`. */
export function apiPaths(declarations: readonly FunctionDeclaration[] = DECLARATIONS): readonly string[] {
  const patterns = declarations.flatMap(({ feeds }) =>
    feeds.flatMap((feed) => (feed.kind === 'http' ? [patternOf(feed.path)] : [])),
  );
  return [...new Set(patterns)].toSorted();
}

function patternOf(path: string): string {
  const [first = '', ...rest] = path.split('/').slice(1);
  return rest.length === 0 ? `/${first}` : `/${first}/*`;
}

/** How long the function that a queue feeds may take. @throws QueueWithoutFunctionError */
export function handlingSeconds(queue: string, declarations: readonly FunctionDeclaration[] = DECLARATIONS): number {
  const fed = declarations.find(({ feeds }) => feeds.some((feed) => feed.kind === 'queue' && feed.queue === queue));
  if (!fed) throw new QueueWithoutFunctionError(`No function declares that ${queue} feeds it.`);
  return fed.timeoutSeconds;
}

/** Messages of a queue would never be handled. */
export class QueueWithoutFunctionError extends Error {
  override readonly name = 'QueueWithoutFunctionError';
}
