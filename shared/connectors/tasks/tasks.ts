import { defineConnector } from '../catalogue/define-connector.ts';
import { assign } from './assign.ts';
import { outcome } from './outcome.ts';

/** Things that people do for a run. */
export const tasks = defineConnector({
  name: 'tasks',
  title: 'Tasks',
  description: 'Gives people something to do and hears whether it was done: what stands behind `task` steps.',
  actions: [assign, outcome],
});
