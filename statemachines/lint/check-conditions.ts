import { parseChangeAmount } from '../../shared/domain/condition/change-amount.ts';
import { fieldsOf } from '../../shared/domain/condition/check-change.ts';
import { FilterSyntaxError } from '../../shared/domain/condition/filter-syntax-error.ts';
import { parseFilter } from '../../shared/domain/condition/parse-filter.ts';
import { canonicalEvent } from '../../shared/domain/event/business-central-events.ts';
import { entityOf } from '../../shared/domain/event/event.ts';
import type { Field } from '../../shared/domain/field-catalogue/field.ts';
import { fieldsOfEntity } from '../../shared/domain/field-catalogue/field-catalogue.ts';
import type { ChangeCondition, Conditions, Filters, LineConditions } from '../../shared/domain/workflow/definition.ts';
import { didYouMean } from '../../shared/domain/workflow/did-you-mean.ts';
import { jsonPointer } from '../../shared/domain/workflow/json-pointer.ts';
import type { Problem } from '../../shared/domain/workflow/problem.ts';
import { checkExpression } from './check-expression.ts';
import { checkFieldName } from './check-field-name.ts';
import { checkTypedFilter } from './check-typed-filter.ts';
import { error, meant, warning } from './found.ts';

/** What expressions of conditions see. They are evaluated before a run starts, or outside of it. */
const CONDITION_VARIABLES: ReadonlySet<string> = new Set(['event', 'record']);
const NOT_A_REQUEST = 'Take them out, or wait for approvalRequest.approved or another event of requests.';
const FILTERS = "Write a..b, a|b, a&b, <>a, >a, a*, a?c, @a, 'a text', or '' for an empty value.";
const REQUEST_FIELDS = ['requestId', 'entryId', 'pendingApprovals', 'approverId', 'decidedBy', 'comment'];

/** Checks the conditions that stand with an event. */
export function checkConditions(where: Conditions | undefined, pointer: string, event: string): Problem[] {
  if (!where) return [];
  const entity = entityOf(canonicalEvent(event));
  const header = fieldsOfEntity(entity);
  const lines = fieldsOfEntity(entity, 'lines');
  return [
    ...checkFilters(where.record, `${pointer}/record`, header),
    ...checkFilters(where.lines?.any, `${pointer}/lines/any`, lines),
    ...checkFilters(where.lines?.every, `${pointer}/lines/every`, lines),
    ...checkTotals(where.lines, `${pointer}/lines`, lines),
    ...checkFilters(where.request, `${pointer}/request`),
    ...checkRequest(where.request, `${pointer}/request`, event),
    ...checkChanges(where.change, `${pointer}/change`, header),
    ...(where.expression === undefined
      ? []
      : checkExpression(where.expression, `${pointer}/expression`, CONDITION_VARIABLES)),
  ];
}

/** @param known the fields of the entity, where they are known. */
function checkFilters(filters: Filters | undefined, pointer: string, known?: readonly Field[]): Problem[] {
  return Object.entries(filters ?? {}).flatMap(([field, text]) =>
    checkFilter(field, String(text), { pointer: `${pointer}${jsonPointer([field])}`, known }),
  );
}

function checkFilter(
  field: string,
  text: string,
  { pointer, known }: { pointer: string; known?: readonly Field[] | undefined },
): Problem[] {
  if (text.includes('{%')) {
    const hint = 'Use "expression" for what filters can not say.';
    return [error('expression-in-filter', { pointer, hint }, 'A filter can not hold an expression.')];
  }
  const filter = parseFilter(text);
  if (!(filter instanceof FilterSyntaxError)) {
    const typed = known?.find(({ name }) => name === field);
    return typed ? checkTypedFilter(typed, filter, pointer) : checkFieldName(field, pointer, known);
  }
  return [
    error('filter-syntax', { pointer, hint: FILTERS }, `The filter on ${field} can not be read. ${filter.message}`),
  ];
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
  return [...problems, warning('request-not-available', { pointer, hint: NOT_A_REQUEST }, message)];
}

function checkTotals(
  lines: LineConditions | undefined,
  pointer: string,
  known: readonly Field[] | undefined,
): Problem[] {
  return (['sum', 'count'] as const).flatMap((kind) => {
    const total = lines?.[kind];
    if (!total) return [];
    return [
      ...('field' in total ? checkFieldName(total.field, `${pointer}/${kind}/field`, known) : []),
      ...checkFilters(total.of, `${pointer}/${kind}/of`, known),
      ...checkFilter(`the ${kind} of lines`, String(total.is), { pointer: `${pointer}/${kind}/is` }),
    ];
  });
}

function checkChanges(change: Conditions['change'], pointer: string, known?: readonly Field[]): Problem[] {
  if (!change) return [];
  if (!Array.isArray(change)) return checkChange(change as ChangeCondition, pointer, known);
  return change.flatMap((one, index) => checkChange(one, `${pointer}/${index}`, known));
}

function checkChange(change: ChangeCondition, pointer: string, known?: readonly Field[]): Problem[] {
  const named = fieldsOf(change).flatMap((field) => checkFieldName(field, `${pointer}/field`, known));
  const filters = (['from', 'to'] as const).flatMap((member) =>
    change[member] === undefined
      ? []
      : checkFilter(fieldsOf(change).join(' or '), String(change[member]), { pointer: `${pointer}/${member}` }),
  );
  const problems = [...named, ...filters];
  if (change.by === undefined || parseChangeAmount(change.by)) return problems;
  const hint = 'Write an amount such as 50, or a share such as 10%.';
  const message = `"${change.by}" is neither an amount nor a percentage.`;
  return [...problems, error('bad-change-amount', { pointer: `${pointer}/by`, hint }, message)];
}
