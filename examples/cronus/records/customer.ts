import type { MasterKind } from './master-kind.ts';

/** Whom CRONUS sells to. */
export const CUSTOMER: MasterKind = {
  shape: 'master',
  entity: 'customer',
  path: 'customers',
  collection: 'customers',
  one: 'Customer',
  many: 'Customers',
  numbers: { first: 10_000, step: 10_000 },
  sendsPrevious: true,
  initial: { email: '', phoneNumber: '', salespersonCode: '', creditLimit: 0, balanceDue: 0, blocked: '' },
  fields: [
    { name: 'displayName', label: 'Name', type: 'text', required: true, inList: true },
    { name: 'email', label: 'E-mail', type: 'email' },
    { name: 'phoneNumber', label: 'Phone', type: 'tel', inList: true },
    { name: 'salespersonCode', label: 'Salesperson code', type: 'text' },
    { name: 'creditLimit', label: 'Credit limit', type: 'money', inList: true },
    { name: 'balanceDue', label: 'Balance due', type: 'money', computed: true, inList: true },
    {
      name: 'blocked',
      label: 'Blocked',
      type: 'option',
      options: { '': 'Not blocked', Ship: 'Ship', Invoice: 'Invoice', All: 'All' },
      inList: true,
    },
  ],
};
