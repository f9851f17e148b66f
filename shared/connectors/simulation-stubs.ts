import { ACTION_FAILED } from '../contracts/run-action.ts';
import type { StoredEvent } from '../domain/event/event.ts';
import type { Json, JsonObject } from '../domain/json/json.ts';
import { SimulatedFailure, type StubbedAnswer } from '../domain/simulation/simulated-run.ts';
import { findAction as findCatalogued } from '../domain/workflow/catalogue.ts';
import type { Ports } from '../ports/ports.ts';
import type { Stubs } from '../usecases/simulate-workflow.ts';
import { findApprovers } from './approvals/find-approvers.ts';
import { resolveOptions } from './approvals/resolve-options.ts';
import { actionCatalogue } from './registry.ts';

const FINDING = ['approvals.resolve', 'approvals.create'];

/**
 * Stubs for simulations: actions answer plausibly and do nothing. With a store, the approvers are looked for as the real action would look
 * for them; that only reads.
 */
export function simulationStubs(ports?: Pick<Ports, 'store' | 'clock'>): Stubs {
  const catalogue = actionCatalogue();
  return {
    isCommand: (action) => findCatalogued(catalogue, action)?.command === true,
    stubFor: (stored) => async (written, options) => {
      const action = findCatalogued(catalogue, written)?.name ?? written;
      if (ports && FINDING.includes(action)) return approversFor(ports, stored, options);
      return { output: plausibleAnswer(action, options) };
    },
  };
}

async function approversFor(
  ports: Pick<Ports, 'store' | 'clock'>,
  { event }: StoredEvent,
  written: JsonObject,
): Promise<StubbedAnswer> {
  const options = resolveOptions.safeParse(written);
  if (!options.success) return { output: {} };
  const { company, record, user } = event;
  const found = await findApprovers(ports, {
    company,
    requesterId: user,
    entity: record.entity,
    id: record.id,
    fields: record.fields,
    options: options.data,
    now: ports.clock.now(),
  });
  if (found.kind === 'refused') throw new SimulatedFailure(ACTION_FAILED, found.reason);
  return { output: {}, approvers: found.approvers.approvers.map(({ userId }) => userId) };
}

function plausibleAnswer(action: string, { responses }: JsonObject): Json {
  const [first = 'Approve'] = Array.isArray(responses) ? responses : [];
  if (action === 'approvals.ask') return { outcome: first, responses: [] };
  if (action === 'tasks.assign') return { done: true, by: 'somebody', at: '', answers: {}, comment: '' };
  return {};
}
