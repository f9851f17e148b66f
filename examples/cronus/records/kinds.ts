import { CUSTOMER } from './customer.ts';
import { ITEM } from './item.ts';
import type { MasterKind } from './master-kind.ts';
import { type OrderKind, PURCHASE_ORDER, SALES_ORDER } from './order-kind.ts';
import type { Entity } from './record-kind.ts';
import { VENDOR } from './vendor.ts';

/** Any kind of record of this ERP. */
export type Kind = MasterKind | OrderKind;

export const MASTER_KINDS: readonly MasterKind[] = [CUSTOMER, VENDOR, ITEM];
export const ORDER_KINDS: readonly OrderKind[] = [PURCHASE_ORDER, SALES_ORDER];
export const KINDS: readonly Kind[] = [...ORDER_KINDS, ...MASTER_KINDS];

/** The kind behind an entity's name, or undefined for a name that this ERP does not know. */
export function findKind(entity: string): Kind | undefined {
  return KINDS.find((kind) => kind.entity === entity);
}

/** The vendor or customer kind of an order. */
export function partnerKind(kind: OrderKind): MasterKind {
  const byEntity: Readonly<Record<Extract<Entity, 'customer' | 'vendor'>, MasterKind>> = {
    customer: CUSTOMER,
    vendor: VENDOR,
  };
  return byEntity[kind.partner.entity];
}
