import type { KindNames } from '../records/record-kind.ts';
import type { RecordTable } from '../store/record-table.ts';

/** The number of the next new record. */
export function nextNumber(
  table: Pick<RecordTable<{ number: string }>, 'highestNumber'>,
  { numbers }: KindNames,
): string {
  const highest = table.highestNumber();
  return String(highest === undefined ? numbers.first : Math.max(numbers.first, highest + numbers.step));
}
