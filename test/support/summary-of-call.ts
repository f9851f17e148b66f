const MAX_CHARACTERS = 160;

/** One call in one line of a story: `store.write(put event#cronus#erp#1 -, check run#1 -)`. */
export function summaryOfCall(name: string, args: readonly unknown[]): string {
  const text = args.map((arg) => summaryOf(arg)).join(', ');
  return `${name}(${text.length > MAX_CHARACTERS ? `${text.slice(0, MAX_CHARACTERS)}...` : text})`;
}

function summaryOf(value: unknown): string {
  if (Array.isArray(value)) return value.map((part) => summaryOf(part)).join(', ');
  if (value instanceof Map) return summaryOf(Object.fromEntries(value));
  if (typeof value !== 'object' || value === null) return String(value);
  if ('kind' in value) return `${value.kind} ${keyOf(value)}`.trim();
  if ('partition' in value && 'sort' in value) return `${value.partition} ${value.sort}`;
  return JSON.stringify(value);
}

/** The key of a change, which says more than the rest of it. */
function keyOf(change: object): string {
  if ('item' in change && change.item instanceof Object && 'key' in change.item) return summaryOf(change.item.key);
  return 'key' in change ? summaryOf(change.key) : '';
}
