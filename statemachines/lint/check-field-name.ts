import type { Field } from '../../shared/domain/field-catalogue/field.ts';
import { didYouMean } from '../../shared/domain/workflow/did-you-mean.ts';
import type { Problem } from '../../shared/domain/workflow/problem.ts';
import { meant, warning } from './found.ts';

/** Sources may send fields that nobody here knows, so only a name that looks like a known one is worth a word. */
export function checkFieldName(field: string, pointer: string, known: readonly Field[] = []): Problem[] {
  const names = known.map(({ name }) => name);
  const hint = names.includes(field) ? undefined : meant(didYouMean(field, names));
  return hint === undefined
    ? []
    : [warning('unknown-field', { pointer, hint }, `${field} is no field that is known here.`)];
}
