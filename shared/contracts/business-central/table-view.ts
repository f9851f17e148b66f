import { fieldLookup } from '../../domain/field-catalogue/field-catalogue.ts';
import type { Conditions, Filters } from '../../domain/workflow/definition.ts';
import { withOptionNames, withOptionNumbers } from './option-numbers.ts';
import { type BusinessCentralTable, fieldNumber, TABLES } from './tables.ts';
import { readXml, writeXml, type XmlElement, XmlSyntaxError } from './xml.ts';

/** Conditions of a step, and what of them could not be carried over. */
export interface ReadConditions {
  readonly where?: Conditions;
  readonly unknown: readonly string[];
}

/**
 * Reads the conditions of an event: Base64 of UTF-16 text that is the request page's XML, one data item for each table with a view such as
 * `VERSION(1) SORTING(Field1) WHERE(Field1=1(1),Field120=1(0))`. A filter that only holds an option's number says its name.
 */
export function readEventConditions(base64: string): ReadConditions {
  const text = textOf(base64);
  if (text.trim() === '') return { unknown: [] };
  try {
    return conditionsOf(dataItemsIn(readXml(text)));
  } catch (error) {
    if (error instanceof XmlSyntaxError) return { unknown: [`Conditions that can not be read. ${error.message}`] };
    throw error;
  }
}

function textOf(base64: string): string {
  const bytes = Buffer.from(base64, 'base64');
  const isUtf16 = bytes.length >= 2 && (bytes[1] === 0 || (bytes[0] === 0xff && bytes[1] === 0xfe));
  return bytes.toString(isUtf16 ? 'utf16le' : 'utf8');
}

function dataItemsIn(element: XmlElement): XmlElement[] {
  return element.name === 'DataItem' ? [element] : element.children.flatMap(dataItemsIn);
}

function conditionsOf(items: readonly XmlElement[]): ReadConditions {
  const unknown: string[] = [];
  const parts: { record: Record<string, string>; any: Record<string, string>; request: Record<string, string> } = {
    record: {},
    any: {},
    request: {},
  };
  for (const { attributes, text } of items) {
    const table = TABLES.find(({ name }) => name === attributes.name);
    const filters = filtersIn(text);
    if (!table) {
      if (filters.length > 0) unknown.push(`What is filtered on the table ${attributes.name ?? '?'}`);
      continue;
    }
    for (const [number, filter] of filters) {
      const field = table.fields[number];
      const part = table.part === 'lines' ? (field === OF_DOCUMENT ? 'record' : 'any') : table.part;
      if (field === undefined || Object.hasOwn(parts[part], field)) {
        unknown.push(`The filter ${filter} on field ${number} of ${table.name}`);
      } else parts[part][field] = named(filter, optionsOf(table, field));
    }
  }
  const where: Conditions = {
    ...(hasAny(parts.record) && { record: parts.record }),
    ...(hasAny(parts.any) && { lines: { any: parts.any } }),
    ...(hasAny(parts.request) && { request: parts.request }),
  };
  return { ...(hasAny(where) && { where }), unknown };
}

/** `Field1=1(1)`: number of the field, what kind of filter, and the filter itself, in which parentheses are balanced. */
function filtersIn(view: string): [number, string][] {
  const start = view.indexOf('WHERE(');
  if (start < 0) return [];
  const filters: [number, string][] = [];
  const pattern = /Field(\d+)=\d+\(/g;
  pattern.lastIndex = start;
  for (let found = pattern.exec(view); found; found = pattern.exec(view)) {
    let depth = 1;
    let end = pattern.lastIndex;
    for (; end < view.length && depth > 0; end += 1) depth += Number(view[end] === '(') - Number(view[end] === ')');
    filters.push([Number(found[1]), view.slice(pattern.lastIndex, end - 1)]);
    pattern.lastIndex = end;
  }
  return filters;
}

/** Lines have no type of their own here: they are part of their document. */
const OF_DOCUMENT = 'documentType';

function optionsOf({ entity = '', part }: BusinessCentralTable, field: string): readonly string[] | undefined {
  const isOfLine = part === 'lines' && field !== OF_DOCUMENT;
  return fieldLookup(entity, isOfLine ? 'lines' : 'fields')(field)?.options;
}

/** Options stand as numbers. */
function named(filter: string, options: readonly string[] | undefined): string {
  return options ? withOptionNames(filter, options) : filter;
}

/** Conditions as Business Central keeps them, and those that it can not say. */
export function writeEventConditions(
  where: Conditions,
  entity: string,
): { readonly base64: string; readonly unsaid: readonly string[] } {
  const unsaid: string[] = [];
  const item = (part: 'record' | 'lines' | 'request', filters: Filters | undefined): XmlElement[] => {
    if (!filters) return [];
    const table = TABLES.find((one) => one.part === part && (part === 'request' || one.entity === entity));
    const terms = Object.entries(filters).flatMap(([field, filter]) => {
      const number = fieldNumber(table, field);
      if (!table || number === undefined) {
        unsaid.push(`The filter on ${field}`);
        return [];
      }
      const options = optionsOf(table, field);
      const written = options ? withOptionNumbers(String(filter), options) : String(filter);
      return [`Field${number}=1(${written})`];
    });
    if (!table || terms.length === 0) return [];
    const text = `VERSION(1) SORTING(Field1) WHERE(${terms.join(',')})`;
    return [{ name: 'DataItem', attributes: { name: table.name }, children: [], text }];
  };
  const items = [
    ...item('record', where.record),
    ...item('lines', where.lines?.any),
    ...item('request', where.request),
  ];
  if (where.lines?.every || where.lines?.sum || where.lines?.count)
    unsaid.push('A condition on all lines, or on their sum or count,');
  if (where.expression !== undefined) unsaid.push('The expression');
  const plain = { attributes: {}, text: '' };
  const document = { ...plain, name: 'ReportParameters', children: [{ ...plain, name: 'DataItems', children: items }] };
  const xml = `<?xml version="1.0" encoding="utf-8" standalone="yes"?>${writeXml(document)}`;
  return { base64: Buffer.from(xml, 'utf16le').toString('base64'), unsaid };
}

function hasAny(value: object): boolean {
  return Object.keys(value).length > 0;
}
