import type { MasterKind } from './master-kind.ts';

/** Whom CRONUS buys from. */
export const VENDOR: MasterKind = {
  shape: 'master',
  entity: 'vendor',
  path: 'vendors',
  collection: 'vendors',
  one: 'Vendor',
  many: 'Vendors',
  numbers: { first: 10_000, step: 10_000 },
  sendsPrevious: true,
  initial: { email: '', phoneNumber: '', balance: 0, blocked: '' },
  fields: [
    { name: 'displayName', label: 'Name', type: 'text', required: true, inList: true },
    { name: 'email', label: 'E-mail', type: 'email' },
    { name: 'phoneNumber', label: 'Phone', type: 'tel', inList: true },
    { name: 'balance', label: 'Balance', type: 'money', computed: true, inList: true },
    {
      name: 'blocked',
      label: 'Blocked',
      type: 'option',
      options: { '': 'Not blocked', Payment: 'Payment', All: 'All' },
      inList: true,
    },
  ],
};
