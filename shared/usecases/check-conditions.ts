import type { ConditionFacts } from '../domain/condition/condition-facts.ts';
import { type ConditionResult, evaluateConditions } from '../domain/condition/evaluate-conditions.ts';
import type { StoredEvent } from '../domain/event/event.ts';
import { eventView } from '../domain/run/execution-view.ts';
import type { Conditions } from '../domain/workflow/definition.ts';
import type { Ports } from '../ports/ports.ts';
import { loadLines } from './large-lines.ts';

/** Whether conditions hold for an event: on the record as of that event, its previous values and the request it is about. */
export async function checkConditions(
  ports: Pick<Ports, 'evaluator' | 'blobs' | 'clock'>,
  conditions: Conditions | undefined,
  stored: StoredEvent,
): Promise<ConditionResult> {
  if (!conditions) return { holds: true, checks: [] };
  return evaluateConditions(conditions, await conditionFacts(ports, conditions, stored), (expression, bindings) =>
    ports.evaluator.evaluate(expression, bindings),
  );
}

/** What conditions are held against for an event. Lines are loaded only where conditions ask about them. */
export async function conditionFacts(
  ports: Pick<Ports, 'blobs' | 'clock'>,
  conditions: Conditions,
  stored: StoredEvent,
): Promise<ConditionFacts> {
  const { event, previousFields } = stored;
  const lines = conditions.lines ? await loadLines(ports, event.record) : undefined;
  return {
    event: eventView(stored),
    record: { fields: event.record.fields, ...(lines && { lines }) },
    ...(previousFields && { previous: previousFields }),
    ...(event.request && { request: event.request }),
    ...(event.user !== undefined && { user: event.user }),
    now: ports.clock.now(),
  };
}
