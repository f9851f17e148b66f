import type { Json } from '../json/json.ts';
import type { FieldFilterContext, Filter, Operand } from './filter.ts';
import { matchFilter } from './match-filter.ts';

/** A step to either side of a written number or instant: finer than anybody filters. */
const NUMBER_STEP = 0.001;

/**
 * A value that passes both filters, found among those that they write and their neighbours; undefined when there is none among them. Between two
 * neighbours a filter never changes its answer, so a value is found where there is one, apart from texts that only patterns describe.
 */
export function commonValue(left: Filter, right: Filter, context: FieldFilterContext): Json | undefined {
  const samples = [...samplesOf(left), ...samplesOf(right), 'any other value', 0, true, false, ''];
  return samples.find((sample) => matchFilter(left, sample, context) && matchFilter(right, sample, context));
}

function samplesOf(filter: Filter): Json[] {
  switch (filter.kind) {
    case 'or':
    case 'and':
      return filter.parts.flatMap(samplesOf);
    case 'compare':
      return aroundOf(filter.operand);
    case 'range':
      return [filter.from, filter.to].flatMap((operand) => (operand ? aroundOf(operand) : []));
  }
}

/** The value itself and its neighbours. What reads as a number is taken for one: as texts, 1000 would stand before 999. */
function aroundOf({ text, pattern, token }: Operand): Json[] {
  if (token) return [];
  const plain = pattern ? pattern.map((part) => ('literal' in part ? part.literal : 'x')).join('') : text;
  const number = plain.trim() === '' ? Number.NaN : Number(plain);
  if (Number.isFinite(number)) return [number, number - NUMBER_STEP, number + NUMBER_STEP];
  const day = /^\d{4}-\d{2}-\d{2}$/.test(plain) ? Date.parse(plain) : Number.NaN;
  const days = Number.isNaN(day)
    ? []
    : [-1, 1].map((step) => new Date(day + step * 86_400_000).toISOString().slice(0, 10));
  return [plain, `${plain}x`, ...days];
}
