import type { JsonObject } from '../domain/json/json.ts';
import type { AutomateView } from '../domain/workflow/definition.ts';
import type { WorkflowVersion } from '../domain/workflow/workflow.ts';
import type { Ports } from '../ports/ports.ts';
import { enabledSetItems, INSTANT } from '../repositories/workflow-items.ts';
import { loadVersion } from './load-version.ts';

/** An entry of the Automate menu. */
export interface InstantFlow {
  readonly code: string;
  readonly description?: string;
  /** JSON Schema of what is asked first. */
  readonly inputs?: JsonObject;
}

/** The instant flows that are offered on an entity, and on one kind of page where that is said. */
export async function listInstantFlows(
  ports: Pick<Ports, 'store'>,
  place: { company: string; entity: string; view?: AutomateView },
): Promise<readonly InstantFlow[]> {
  const versions = await enabledInstantFlows(ports, place.company);
  return versions
    .filter((version) => isOffered(version, place))
    .map(({ definition }) => ({
      code: definition.code,
      ...(definition.description !== undefined && { description: definition.description }),
      ...(definition.inputs && { inputs: definition.inputs }),
    }));
}

/** The enabled versions of a company's instant flows, in the order of their codes. */
export async function enabledInstantFlows(
  ports: Pick<Ports, 'store'>,
  company: string,
): Promise<readonly WorkflowVersion[]> {
  const set = await enabledSetItems.get(ports.store, { company, event: INSTANT });
  const sorted = [...(set?.value.workflows ?? [])].sort((left, right) => (left.code < right.code ? -1 : 1));
  return Promise.all(sorted.map((workflow) => loadVersion(ports, { company, ...workflow })));
}

/** A flow without a list of views is offered on all of them. */
export function isOffered({ definition }: WorkflowVersion, place: { entity: string; view?: AutomateView }): boolean {
  if (!('instant' in definition.on)) return false;
  const { entity, view } = definition.on.instant;
  return entity === place.entity && (!view || !place.view || view.includes(place.view));
}
