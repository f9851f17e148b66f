import type { Connector } from '../catalogue/connector.ts';
import { release, reopen, setStatus } from './commands.ts';
import { allow, restrict } from './restrictions.ts';

/** What may be done with the record, here and in its own system. */
export const records: Connector = {
  name: 'records',
  title: 'Records',
  description: 'Restricts records, and asks their system to set their status, release or reopen them.',
  actions: [restrict, allow, setStatus, release, reopen],
};
