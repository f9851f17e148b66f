import type { Json } from '../json/json.ts';
import { sameJson } from '../record/record.ts';
import { jsonPointer } from './json-pointer.ts';

/** One difference between two definitions. */
export interface DefinitionChange {
  /** JSON pointer; positions in lists are those of the newer definition, of what was removed those of the older one. */
  readonly pointer: string;
  readonly kind: 'added' | 'removed' | 'changed';
  /** Absent where something was added. */
  readonly before?: Json;
  /** Absent where something was removed. */
  readonly after?: Json;
}

/** Lists longer than this are compared place by place: finding what moved would cost the square of their length. */
const MAX_ALIGNED_ITEMS = 500;

/** What changed from one definition to the next, the smallest parts that differ. Items that only moved down because of a new one do not count. */
export function definitionChanges(before: Json, after: Json): DefinitionChange[] {
  return compare(before, after, []);
}

type Path = readonly (string | number)[];

function compare(before: Json, after: Json, path: Path): DefinitionChange[] {
  if (sameJson(before, after)) return [];
  if (Array.isArray(before) && Array.isArray(after)) return compareLists(before, after, path);
  if (!isObject(before) || !isObject(after)) return [{ pointer: jsonPointer(path), kind: 'changed', before, after }];
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].flatMap((name) => compareMember(memberOf(before, name), memberOf(after, name), [...path, name]));
}

function compareMember(before: Json | undefined, after: Json | undefined, path: Path): DefinitionChange[] {
  const pointer = jsonPointer(path);
  if (before === undefined) return after === undefined ? [] : [{ pointer, kind: 'added', after }];
  if (after === undefined) return [{ pointer, kind: 'removed', before }];
  return compare(before, after, path);
}

/** What stands between two items that are the same on both sides is compared place by place. */
function compareLists(before: readonly Json[], after: readonly Json[], path: Path): DefinitionChange[] {
  const anchors =
    before.length <= MAX_ALIGNED_ITEMS && after.length <= MAX_ALIGNED_ITEMS ? sameItems(before, after) : [];
  const changes: DefinitionChange[] = [];
  let [left, right] = [0, 0];
  for (const anchor of [...anchors, { left: before.length, right: after.length }]) {
    for (; left < anchor.left || right < anchor.right; left += 1, right += 1) {
      const was = left < anchor.left ? before[left] : undefined;
      const is = right < anchor.right ? after[right] : undefined;
      changes.push(...compareMember(was, is, [...path, is === undefined ? left : right]));
    }
    [left, right] = [anchor.left + 1, anchor.right + 1];
  }
  return changes;
}

/** The longest common subsequence, as pairs of places. */
function sameItems(before: readonly Json[], after: readonly Json[]): { left: number; right: number }[] {
  const leftTexts = before.map((item) => JSON.stringify(item));
  const rightTexts = after.map((item) => JSON.stringify(item));
  const lengths = Array.from({ length: before.length + 1 }, () => new Uint16Array(after.length + 1));
  const lengthAt = (left: number, right: number): number => lengths[left]?.[right] ?? 0;
  for (let left = before.length - 1; left >= 0; left -= 1) {
    for (let right = after.length - 1; right >= 0; right -= 1) {
      const row = lengths[left];
      if (!row) continue;
      row[right] =
        leftTexts[left] === rightTexts[right]
          ? lengthAt(left + 1, right + 1) + 1
          : Math.max(lengthAt(left + 1, right), lengthAt(left, right + 1));
    }
  }
  const pairs: { left: number; right: number }[] = [];
  for (let left = 0, right = 0; left < before.length && right < after.length; ) {
    if (leftTexts[left] === rightTexts[right]) {
      pairs.push({ left, right });
      [left, right] = [left + 1, right + 1];
    } else if (lengthAt(left + 1, right) >= lengthAt(left, right + 1)) left += 1;
    else right += 1;
  }
  return pairs;
}

function memberOf(value: { readonly [name: string]: Json }, name: string): Json | undefined {
  return Object.hasOwn(value, name) ? value[name] : undefined;
}

function isObject(value: Json): value is { [name: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
