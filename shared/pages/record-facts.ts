import type { Json, JsonObject } from '../domain/json/json.ts';

/** Fields that people decide by, in this order. Others follow only where these are missing. */
const IMPORTANT = [
  'no',
  'documentType',
  'description',
  'name',
  'buyFromVendorNo',
  'buyFromVendorName',
  'sellToCustomerNo',
  'sellToCustomerName',
  'purchaserCode',
  'salespersonCode',
  'orderDate',
  'documentDate',
  'dueDate',
  'currencyCode',
  'amount',
  'amountIncludingVat',
  'unitPrice',
  'creditLimitLcy',
  'blocked',
  'status',
];
const IMPORTANT_LINE = [
  'type',
  'no',
  'description',
  'quantity',
  'unitOfMeasureCode',
  'directUnitCost',
  'unitPrice',
  'lineDiscountPercent',
  'amount',
];
const MOST_FIELDS = 12;

/** The header fields worth showing, in a sensible order; empty ones are left out. */
export function importantFields(fields: JsonObject): readonly (readonly [string, Json])[] {
  const known = IMPORTANT.filter((name) => name in fields);
  const others = Object.keys(fields).filter(
    (name) => !known.includes(name) && typeof fields[name] !== 'object' && !/id$/i.test(name),
  );
  return [...known, ...(known.length < 4 ? others : [])]
    .map((name) => [name, fields[name] ?? null] as const)
    .filter(([, value]) => value !== null && value !== '')
    .slice(0, MOST_FIELDS);
}

/** The columns worth showing of a document's lines. */
export function importantColumns(lines: readonly JsonObject[]): readonly string[] {
  const present = new Set(lines.flatMap((line) => Object.keys(line)));
  const known = IMPORTANT_LINE.filter((name) => present.has(name));
  return known.length > 0 ? known : [...present].slice(0, 6);
}
