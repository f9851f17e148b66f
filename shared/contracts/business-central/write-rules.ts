import type { ChangeCondition, Conditions } from '../../domain/workflow/definition.ts';
import { CHANGE_OPERATORS } from './change-operators.ts';
import { type BusinessCentralTable, fieldNumber } from './tables.ts';
import type { XmlElement } from './xml.ts';

/** Changes that are asked about as rules of a step, and what of them can not be said there. */
export function writeRules(
  change: Conditions['change'],
  table: BusinessCentralTable | undefined,
): { readonly rules: readonly XmlElement[]; readonly unsaid: readonly string[] } {
  const changes = change === undefined ? [] : [change].flat();
  const unsaid = changes.flatMap((one) => unsaidOf(one, table));
  const rules = changes.flatMap((one, index) => ruleOf(one, String(index + 1), table) ?? []);
  return { rules, unsaid };
}

function ruleOf(
  { field, is }: ChangeCondition,
  id: string,
  table: BusinessCentralTable | undefined,
): XmlElement | undefined {
  const number = typeof field === 'string' ? fieldNumber(table, field) : undefined;
  if (!table || number === undefined) return undefined;
  const attributes = {
    RuleID: id,
    RuleTableNumber: String(table.number),
    RuleFieldNumber: number,
    Operator: String(CHANGE_OPERATORS.indexOf(is)),
  };
  return { name: 'WorkflowRule', attributes, children: [], text: '' };
}

function unsaidOf({ field, by, from, to }: ChangeCondition, table: BusinessCentralTable | undefined): string[] {
  const isKnown = typeof field === 'string' && fieldNumber(table, field) !== undefined;
  return [
    ...(isKnown ? [] : [`A change of ${typeof field === 'string' ? field : `one of ${field.join(', ')}`}`]),
    ...(by === undefined ? [] : ['By how much a field changes']),
    ...(from === undefined ? [] : ['What a field changes from']),
    ...(to === undefined ? [] : ['What a field changes to']),
  ];
}
