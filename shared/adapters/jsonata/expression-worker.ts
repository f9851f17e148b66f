import { evaluateExpression } from './evaluate-expression.ts';
import { hardenGlobals } from './harden-globals.ts';
import type { EvaluationRequest, WorkerMessage } from './worker-protocol.ts';

/** The worker process: one request at a time, one answer for each. It ends with its parent, and leaves Ctrl-C to it. */
hardenGlobals();
process.on('message', async (request: EvaluationRequest) => {
  tell(await evaluateExpression(request));
});
process.on('disconnect', () => process.exit());
process.on('SIGINT', () => undefined);
tell({ kind: 'ready' });

function tell(message: WorkerMessage): void {
  process.send?.(message);
}
