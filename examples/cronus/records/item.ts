import type { MasterKind } from './master-kind.ts';

/** What CRONUS buys and sells. */
export const ITEM: MasterKind = {
  shape: 'master',
  entity: 'item',
  path: 'items',
  collection: 'items',
  one: 'Item',
  many: 'Items',
  numbers: { first: 1_000, step: 1 },
  sendsPrevious: false,
  initial: { unitPrice: 0, unitCost: 0, inventory: 0, blocked: false },
  fields: [
    { name: 'displayName', label: 'Description', type: 'text', required: true, inList: true },
    { name: 'unitPrice', label: 'Unit price', type: 'money', inList: true },
    { name: 'unitCost', label: 'Unit cost', type: 'money', inList: true },
    { name: 'inventory', label: 'Inventory', type: 'number', computed: true, inList: true },
    { name: 'blocked', label: 'Blocked', type: 'boolean', inList: true },
  ],
};
