import middy from '@middy/core';
import { executionStatusEvent, runOfExecution } from '../../shared/contracts/execution-status-event.ts';
import { type FinishPorts, finishRun } from '../../shared/usecases/finish-run.ts';

/** Fed by EventBridge with every change of an execution's status. What it misses, the sweep finds. */
export function makeHandler(ports: FinishPorts) {
  return middy().handler(async (event: unknown): Promise<void> => {
    const { detail } = executionStatusEvent.parse(event);
    // EventBridge leaves out an input that is too large for it.
    if (!detail.input) return;
    const { run, part } = runOfExecution.parse(JSON.parse(detail.input));
    if (part !== undefined) return;
    await finishRun(ports, {
      company: run.company,
      runId: run.id,
      status: detail.status,
      ...(detail.error && { error: detail.error }),
      ...(detail.cause && { cause: detail.cause }),
    });
  });
}
