import type { HistoryEvent as SfnHistoryEvent } from '@aws-sdk/client-sfn';
import type { JsonObject } from '../../domain/json/json.ts';
import type { HistoryEvent } from '../../domain/run/history-event.ts';

/** An event as the port tells it: AWS has its details in a member that is named after its kind. */
export function historyEventOf(event: SfnHistoryEvent): HistoryEvent {
  const { id = 0, previousEventId = 0, type = '', timestamp } = event;
  const details = Object.entries(event).find(([name, value]) => name.endsWith('EventDetails') && value !== undefined);
  return {
    id,
    previousEventId,
    type,
    timestamp: (timestamp ?? new Date(0)).toISOString(),
    details: details ? (JSON.parse(JSON.stringify(details[1])) as JsonObject) : {},
  };
}
