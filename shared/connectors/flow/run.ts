import * as z from 'zod';
import type { JsonObject } from '../../domain/json/json.ts';
import { runItems } from '../../repositories/run-items.ts';
import { MAX_CHAIN_DEPTH } from '../../usecases/guard-chains.ts';
import { orderRun } from '../../usecases/order-run.ts';
import { ActionFailedError, defineAction } from '../catalogue/connector.ts';

const inputs: z.ZodType<JsonObject> = z.record(z.string(), z.json());

/** What stands behind `run` steps: it starts the other run. */
export const run = defineAction({
  name: 'run',
  title: 'Run another workflow',
  description: 'Starts another workflow of the company on the same record.',
  options: z.strictObject({
    workflow: z.string().min(1).describe('Code of a workflow that is enabled.'),
    inputs: inputs.optional().describe('What it sees as $inputs.'),
  }),
  async run({ run: by, event, idempotencyKey, ports }, { workflow, inputs: given }) {
    const order = { by, event, commandId: idempotencyKey, workflow, ...(given && { inputs: given }) };
    const ordered = await orderRun(ports, order);
    if (ordered.kind === 'unknown-workflow') throw new ActionFailedError(`There is no workflow ${workflow}.`);
    if (ordered.kind === 'not-enabled')
      throw new ActionFailedError(`${workflow} is not enabled. Enable it and try again.`);
    if (ordered.kind === 'end-of-chain') {
      const reason = `This is the ${MAX_CHAIN_DEPTH}th run in a chain of runs that started each other. It was cut here.`;
      throw new ActionFailedError(`${workflow} is not started. ${reason}`);
    }
    return { output: { runId: ordered.runId }, changes: ordered.changes, relay: ordered.relay };
  },
});

/** What stands behind `run` steps that wait: it says how the other run ended. */
export const outcome = defineAction({
  name: 'outcome',
  title: 'Say how the other run ended',
  description: 'The outcome of another run, what it answered, and why it failed.',
  options: z.strictObject({ runId: z.string() }),
  async run({ run: by, ports }, { runId }) {
    const other = await runItems.get(ports.store, { company: by.company, id: runId });
    if (!other) throw new ActionFailedError(`Run ${runId} is not kept any more.`);
    const { status, response = {}, error } = other.value;
    return { output: { runId, status, response, ...(error && { error }) } };
  },
});
