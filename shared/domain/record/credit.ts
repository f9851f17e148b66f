import type { JsonObject } from '../json/json.ts';

/** What is left of a customer's credit, or the field that is missing to tell. */
export type AvailableCredit =
  | { readonly kind: 'known'; readonly availableLcy: number }
  | { readonly kind: 'unlimited' }
  | { readonly kind: 'unknown'; readonly reason: string };

/** The customer whose credit counts: bill-to, else sell-to (domain 2.2). */
export function creditCustomerOf(document: JsonObject): string | undefined {
  return [document.billToCustomerNo, document.sellToCustomerNo, document.customerNo].find(
    (value): value is string => typeof value === 'string' && value !== '',
  );
}

/**
 * The credit that is left: what the document says itself (`availableCreditLcy`), else the customer's limit minus what is owed and this
 * document. A limit of 0 is none.
 */
export function availableCredit(
  document: JsonObject,
  customer: JsonObject | undefined,
  worthLcy: number,
): AvailableCredit {
  const told = numberOf(document.availableCreditLcy);
  if (told !== undefined) return { kind: 'known', availableLcy: told };
  if (!customer) {
    return {
      kind: 'unknown',
      reason:
        'The available credit is not known: send "availableCreditLcy" with the document, or the customer with "creditLimitLcy" and "balanceLcy".',
    };
  }
  const limit = numberOf(customer.creditLimitLcy) ?? 0;
  if (limit === 0) return { kind: 'unlimited' };
  const owed = (numberOf(customer.balanceLcy) ?? 0) + (numberOf(customer.outstandingOrdersLcy) ?? 0);
  return { kind: 'known', availableLcy: limit - owed - worthLcy };
}

function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}
