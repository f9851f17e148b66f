import * as z from 'zod';
import { runItems } from '../../repositories/run-items.ts';
import { defineAction } from '../catalogue/connector.ts';
import { defineConnector } from '../catalogue/define-connector.ts';
import { countOfDay, enter, isLast, note } from './limits.ts';
import { outcome, run } from './run.ts';

const respond = defineAction({
  name: 'respond',
  title: 'Answer',
  description: 'Answers whoever started the instant flow; the flow goes on behind it.',
  options: z.strictObject({
    text: z.string().optional().describe('Shown to the person.'),
    data: z.json().optional().describe('For programs.'),
  }),
  async run({ run, ports }, { text, data }) {
    const before = await runItems.get(ports.store, run);
    if (!before) return { output: null };
    const response = { ...(text !== undefined && { text }), ...(data !== undefined && { data }) };
    return { output: response, changes: [runItems.update(before, { ...before.value, response })] };
  },
});

/** The steps of the language that need the platform's memory. */
export const flow = defineConnector({
  name: 'flow',
  title: 'Flow',
  description: 'Answers to whoever started a flow, runs of other workflows, and the limits of runs.',
  actions: [respond, run, outcome, enter, countOfDay, note, isLast],
});
