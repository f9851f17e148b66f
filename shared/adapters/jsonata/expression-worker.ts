import { evaluateExpression } from './evaluate-expression.ts';
import { hardenGlobals } from './harden-globals.ts';
import type { BatchRequest, EvaluationAnswer, WorkerMessage } from './worker-protocol.ts';

/** The worker process: one request at a time, one answer for each. It ends with its parent, and leaves Ctrl-C to it. */
hardenGlobals();
process.on('message', async ({ expressions, bindings }: BatchRequest) => {
  const answers: EvaluationAnswer[] = [];
  for (const expression of expressions) answers.push(await evaluateExpression({ expression, bindings }));
  tell({ kind: 'answers', answers });
});
process.on('disconnect', () => process.exit());
process.on('SIGINT', () => undefined);
tell({ kind: 'ready' });

function tell(message: WorkerMessage): void {
  process.send?.(message);
}
