import { parseChangeAmount } from '../../shared/domain/condition/change-amount.ts';
import { fieldsOf } from '../../shared/domain/condition/check-change.ts';
import { FilterSyntaxError } from '../../shared/domain/condition/filter-syntax-error.ts';
import { parseFilter } from '../../shared/domain/condition/parse-filter.ts';
import { canonicalEvent } from '../../shared/domain/event/business-central-events.ts';
import { entityOf } from '../../shared/domain/event/event.ts';
import type { ChangeCondition, Conditions, Filters, LineConditions } from '../../shared/domain/workflow/definition.ts';
import { didYouMean } from '../../shared/domain/workflow/did-you-mean.ts';
import { jsonPointer } from '../../shared/domain/workflow/json-pointer.ts';
import type { Problem } from '../../shared/domain/workflow/problem.ts';
import { checkExpression } from './check-expression.ts';
import { error, meant, warning } from './found.ts';

/** What expressions of conditions see. They are evaluated before a run starts, or outside of it. */
const CONDITION_VARIABLES: ReadonlySet<string> = new Set(['event', 'record']);
const REQUEST_FIELDS = ['requestId', 'entryId', 'pendingApprovals', 'approverId', 'decidedBy', 'comment'];

/** Checks the conditions that stand with an event. */
export function checkConditions(where: Conditions | undefined, pointer: string, event: string): Problem[] {
  if (!where) return [];
  return [
    ...checkFilters(where.record, `${pointer}/record`),
    ...checkFilters(where.lines?.any, `${pointer}/lines/any`),
    ...checkFilters(where.lines?.every, `${pointer}/lines/every`),
    ...checkTotals(where.lines, `${pointer}/lines`),
    ...checkFilters(where.request, `${pointer}/request`),
    ...checkRequest(where.request, `${pointer}/request`, event),
    ...checkChanges(where.change, `${pointer}/change`),
    ...(where.expression === undefined
      ? []
      : checkExpression(where.expression, `${pointer}/expression`, CONDITION_VARIABLES)),
  ];
}

function checkFilters(filters: Filters | undefined, pointer: string): Problem[] {
  return Object.entries(filters ?? {}).flatMap(([field, text]) =>
    checkFilter(field, String(text), `${pointer}${jsonPointer([field])}`),
  );
}

function checkFilter(field: string, text: string, pointer: string): Problem[] {
  if (text.includes('{%')) {
    const hint = 'Use "expression" for what filters can not say.';
    return [error('expression-in-filter', { pointer, hint }, 'A filter can not hold an expression.')];
  }
  const filter = parseFilter(text);
  if (!(filter instanceof FilterSyntaxError)) return [];
  return [error('filter-syntax', { pointer }, `The filter on ${field} can not be read. ${filter.message}`)];
}

function checkRequest(filters: Filters | undefined, pointer: string, event: string): Problem[] {
  if (!filters) return [];
  const unknown = Object.keys(filters).filter((field) => !REQUEST_FIELDS.includes(field));
  const problems = unknown.map((field) => {
    const hint = meant(didYouMean(field, REQUEST_FIELDS)) ?? `Its fields are ${REQUEST_FIELDS.join(', ')}.`;
    const at = { pointer: `${pointer}${jsonPointer([field])}`, hint };
    return error('unknown-request-field', at, `An approval request has no field ${field}.`);
  });
  if (entityOf(canonicalEvent(event)) === 'approvalRequest') return problems;
  const message = `${event} is not about an approval request, so these filters never hold.`;
  return [...problems, warning('request-not-available', { pointer }, message)];
}

function checkTotals(lines: LineConditions | undefined, pointer: string): Problem[] {
  return (['sum', 'count'] as const).flatMap((kind) => {
    const total = lines?.[kind];
    if (!total) return [];
    return [
      ...checkFilters(total.of, `${pointer}/${kind}/of`),
      ...checkFilter(`the ${kind} of lines`, String(total.is), `${pointer}/${kind}/is`),
    ];
  });
}

function checkChanges(change: Conditions['change'], pointer: string): Problem[] {
  if (!change) return [];
  if (!Array.isArray(change)) return checkChange(change as ChangeCondition, pointer);
  return change.flatMap((one, index) => checkChange(one, `${pointer}/${index}`));
}

function checkChange(change: ChangeCondition, pointer: string): Problem[] {
  const problems = (['from', 'to'] as const).flatMap((member) =>
    change[member] === undefined
      ? []
      : checkFilter(fieldsOf(change).join(' or '), String(change[member]), `${pointer}/${member}`),
  );
  if (change.by === undefined || parseChangeAmount(change.by)) return problems;
  const hint = 'Write an amount such as 50, or a share such as 10%.';
  const message = `"${change.by}" is neither an amount nor a percentage.`;
  return [...problems, error('bad-change-amount', { pointer: `${pointer}/by`, hint }, message)];
}
