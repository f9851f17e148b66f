import type { Json } from '../domain/json/json.ts';
import type { HistoryEvent } from '../domain/run/history-event.ts';
import type { HistoryLine } from '../domain/run/history-line.ts';
import type { Run } from '../domain/run/run.ts';
import type { Ports } from '../ports/ports.ts';
import { ExecutionDoesNotExistError } from '../ports/state-machines.ts';

type HistoryPorts = Pick<Ports, 'machines'>;

/** The largest page of GetExecutionHistory. */
const HISTORY_PAGE = 1000;
/** Parts of long loops are told in full until so many events were read; of the others, that they were done. GetExecutionHistory is slow (20 calls a second). */
const MAX_EVENTS = 20_000;

/**
 * The history of a run: that of its execution, and those of the executions that do parts of its loops, as one, in the order of time. Parts that did not
 * succeed come before others where not all are told.
 */
export async function readRunHistory(
  ports: HistoryPorts,
  { executionArn }: Pick<Run, 'executionArn'>,
): Promise<readonly HistoryLine[]> {
  if (!executionArn) return [];
  const events: HistoryLine[] = [...(await readHistory(ports, executionArn))];
  const open = partsIn(events);
  if (open.length === 0) return events;
  for (let part = open.shift(); part && events.length < MAX_EVENTS; part = open.shift()) {
    const { executionArn: arn, partOf } = part;
    const own = (await readHistory(ports, arn)).filter(({ type }) => !type.startsWith('Execution'));
    const last = events.reduce((id, event) => Math.max(id, event.id), 0);
    const added = own.map((event) => ({
      ...event,
      partOf,
      id: event.id + last,
      previousEventId: event.previousEventId === 0 ? 0 : event.previousEventId + last,
    }));
    open.push(...partsIn(added));
    events.push(...added);
  }
  return events.sort((one, other) => Date.parse(one.timestamp) - Date.parse(other.timestamp));
}

/** The executions that were started for parts, those that did not succeed first. One that was retried was ordered twice: the last order counts. */
function partsIn(events: readonly HistoryLine[]): { executionArn: string; partOf: number }[] {
  const succeeded = new Set(
    events.filter(({ type }) => type === 'TaskSucceeded').map(({ previousEventId }) => previousEventId),
  );
  const started = events.filter(({ type, details }) => type === 'TaskSubmitted' && details.resourceType === 'states');
  const orders = new Map(started.map(({ id, details }) => [executionIn(details.output), id]));
  const parts = [...orders].flatMap(([executionArn, partOf]) => (executionArn ? [{ executionArn, partOf }] : []));
  const isOver = ({ partOf }: { partOf: number }): boolean => succeeded.has(partOf);
  return [...parts.filter((part) => !isOver(part)), ...parts.filter(isOver)];
}

function executionIn(output: Json | undefined): string | undefined {
  const { ExecutionArn } = Object(typeof output === 'string' ? JSON.parse(output) : output);
  return typeof ExecutionArn === 'string' ? ExecutionArn : undefined;
}

async function readHistory(ports: HistoryPorts, executionArn: string): Promise<readonly HistoryEvent[]> {
  const events: HistoryEvent[] = [];
  let cursor: string | undefined;
  try {
    do {
      const page = await ports.machines.history({
        executionArn,
        limit: HISTORY_PAGE,
        ...(cursor !== undefined && { cursor }),
      });
      events.push(...page.events);
      cursor = page.next;
    } while (cursor !== undefined);
  } catch (error) {
    if (!(error instanceof ExecutionDoesNotExistError)) throw error;
  }
  return events;
}
