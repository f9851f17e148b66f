import type { Json } from '../domain/json/json.ts';
import type { HistoryEvent } from '../domain/run/history-event.ts';
import type { Ports } from '../ports/ports.ts';

/**
 * Stops the parts of an ended run that were redriven: an execution that ends between the redrive of a part and its own waiting for it leaves
 * it running, for nobody. Those that are over stay as they are.
 */
export async function stopLeftParts(
  ports: Pick<Ports, 'machines'>,
  history: readonly Pick<HistoryEvent, 'type' | 'details'>[],
): Promise<void> {
  const redriven = history.flatMap(({ type, details }) =>
    type === 'TaskScheduled' && details.resource === 'redriveExecution' ? executionIn(details.parameters) : [],
  );
  for (const executionArn of new Set(redriven)) {
    await ports.machines.stop({ executionArn, error: 'RunEnded', cause: 'The run that it was a part of has ended.' });
  }
}

function executionIn(parameters: Json | undefined): string[] {
  const { ExecutionArn } = Object(typeof parameters === 'string' ? JSON.parse(parameters) : parameters);
  return typeof ExecutionArn === 'string' ? [ExecutionArn] : [];
}
