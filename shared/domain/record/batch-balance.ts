import type { JsonObject } from '../json/json.ts';

/** Less than half a cent is nothing: sums of decimals are not exact. */
const NOTHING = 0.005;

/**
 * What a general journal batch does not balance by, in local currency: its own `balanceLcy`, else the sum of its lines, of which those with
 * a balancing account balance themselves. Undefined when neither is known.
 */
export function batchBalance(fields: JsonObject, lines: readonly JsonObject[] | undefined): number | undefined {
  const told = numberOf(fields.balanceLcy) ?? numberOf(fields.balance);
  if (told !== undefined) return told;
  if (!lines) return undefined;
  return lines.reduce((sum, line) => sum + lineBalance(line), 0);
}

/** True when a balance counts as none. */
export function isBalanced(balance: number): boolean {
  return Math.abs(balance) < NOTHING;
}

function lineBalance(line: JsonObject): number {
  const told = numberOf(line.balanceLcy);
  if (told !== undefined) return told;
  const balancesItself = typeof line.balAccountNo === 'string' && line.balAccountNo !== '';
  return balancesItself ? 0 : (numberOf(line.amountLcy) ?? numberOf(line.amount) ?? 0);
}

function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}
