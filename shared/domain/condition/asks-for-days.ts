import type { Conditions } from '../workflow/definition.ts';
import { compiledFilter } from './compiled-filter.ts';
import { periodOfOperand } from './date-text.ts';
import type { Filter, Operand } from './filter.ts';
import { FilterSyntaxError } from './filter-syntax-error.ts';

/** True when a filter among the conditions names a day, so that it matters in which time zone days begin. */
export function asksForDays({ record, lines, change }: Conditions): boolean {
  const changes = change === undefined ? [] : [change].flat();
  const filters = [record, lines?.any, lines?.every, lines?.sum?.of, lines?.count?.of].flatMap((some) =>
    Object.values(some ?? {}),
  );
  return [...filters, ...changes.flatMap(({ from, to }) => [from, to])].some(
    (text) => text !== undefined && namesDay(String(text)),
  );
}

function namesDay(text: string): boolean {
  const filter = compiledFilter(text);
  return !(filter instanceof FilterSyntaxError) && operandsOf(filter).some(isDay);
}

function operandsOf(filter: Filter): Operand[] {
  switch (filter.kind) {
    case 'or':
    case 'and':
      return filter.parts.flatMap(operandsOf);
    case 'compare':
      return [filter.operand];
    case 'range':
      return [filter.from, filter.to].filter((operand) => operand !== undefined);
  }
}

function isDay({ text }: Operand): boolean {
  const period = periodOfOperand(text, { now: 0 });
  return period !== undefined && period.from < period.to;
}
