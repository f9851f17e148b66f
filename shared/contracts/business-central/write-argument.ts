import type { JsonObject } from '../../domain/json/json.ts';
import { attributeValue, FIELD_RESPONSES, IMPLIED_OPTIONS, RESPONSE_OPTIONS } from './response-options.ts';
import { type BusinessCentralTable, fieldNumber } from './tables.ts';

/** The options of a response as attributes of its argument, and the names of those that can not be said there. */
export function writeArgument(
  functionName: string,
  options: JsonObject,
  table: BusinessCentralTable | undefined,
): { readonly attributes: Readonly<Record<string, string>>; readonly unsaid: readonly string[] } {
  const known = RESPONSE_OPTIONS[functionName] ?? [];
  const attributes: Record<string, string> = {};
  for (const names of known) {
    const value = attributeValue(names, options[names.option]);
    if (value !== undefined) attributes[names.attribute] = value;
  }
  const unsaid: string[] = [];
  for (const [option, value] of Object.entries(options)) {
    if (IMPLIED_OPTIONS[functionName]?.[option] === value) continue;
    const number = isField(functionName, option) ? fieldNumber(table, String(value)) : undefined;
    if (table && number !== undefined)
      Object.assign(attributes, { TableNumber: String(table.number), FieldNumber: number });
    else if (!known.some((names) => names.option === option)) unsaid.push(option);
  }
  return { attributes, unsaid };
}

function isField(functionName: string, option: string): boolean {
  return option === 'field' && FIELD_RESPONSES.includes(functionName);
}
