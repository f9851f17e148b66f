import { asksForDays } from '../domain/condition/asks-for-days.ts';
import type { ConditionFacts } from '../domain/condition/condition-facts.ts';
import { type ConditionResult, evaluateConditions } from '../domain/condition/evaluate-conditions.ts';
import type { StoredEvent } from '../domain/event/event.ts';
import { eventView } from '../domain/run/execution-view.ts';
import type { Conditions } from '../domain/workflow/definition.ts';
import type { Ports } from '../ports/ports.ts';
import { companyItems } from '../repositories/company-items.ts';
import { loadLines } from './large-lines.ts';
import { pendingApprovalsOf } from './pending-approvals.ts';

/** The field that no source sends: it is counted here. */
const PENDING_APPROVALS = 'pendingApprovals';

/** Whether conditions hold for an event: on the record as of that event, its previous values and the request it is about. */
export async function checkConditions(
  ports: Pick<Ports, 'store' | 'evaluator' | 'blobs' | 'clock'>,
  conditions: Conditions | undefined,
  stored: StoredEvent,
): Promise<ConditionResult> {
  if (!conditions) return { holds: true, checks: [] };
  return evaluateConditions(conditions, await conditionFacts(ports, [conditions], stored), (expression, bindings) =>
    ports.evaluator.evaluate(expression, bindings),
  );
}

/** What several conditions are held against for an event. What is not part of the event is read only where one of them asks for it. */
export async function conditionFacts(
  ports: Pick<Ports, 'store' | 'blobs' | 'clock'>,
  conditions: readonly Conditions[],
  stored: StoredEvent,
): Promise<ConditionFacts> {
  const { event, previousFields } = stored;
  const lines = conditions.some((one) => one.lines) ? await loadLines(ports, event.record) : undefined;
  const computed = conditions.some(({ record = {} }) => Object.hasOwn(record, PENDING_APPROVALS))
    ? { [PENDING_APPROVALS]: await pendingApprovalsOf(ports, event.record) }
    : {};
  const company = conditions.some(asksForDays) ? await companyItems.get(ports.store, { id: event.company }) : undefined;
  return {
    event: eventView(stored),
    record: { entity: event.record.entity, fields: { ...event.record.fields, ...computed }, ...(lines && { lines }) },
    ...(previousFields && { previous: previousFields }),
    ...(event.request && { request: event.request }),
    ...(event.user !== undefined && { user: event.user }),
    now: ports.clock.now(),
    ...(company && { timeZone: company.value.timeZone }),
  };
}
