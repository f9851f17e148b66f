import { entityOf, type StoredEvent } from '../domain/event/event.ts';
import type { JsonObject } from '../domain/json/json.ts';
import type { WorkflowDefinition } from '../domain/workflow/definition.ts';
import { instantOf } from '../ports/clock.ts';
import type { Ports } from '../ports/ports.ts';
import { workflowItems } from '../repositories/workflow-items.ts';
import { triggerOf } from './enabled-sets.ts';

/** An event as a person makes it up for a simulation. */
export interface Invention {
  readonly type?: string | undefined;
  readonly user?: string | undefined;
  readonly record: {
    readonly id?: string | undefined;
    readonly source?: string | undefined;
    readonly fields: JsonObject;
    readonly lines?: readonly JsonObject[] | undefined;
  };
  readonly previous?: { readonly fields: JsonObject } | undefined;
}

/** The event that stands for it, of the type that starts the workflow where none is given. It is not stored. Undefined without such a workflow. */
export async function inventedEvent(
  ports: Pick<Ports, 'store' | 'clock'>,
  input: { company: string; code: string; event: Invention },
): Promise<StoredEvent | undefined> {
  const workflow = await workflowItems.get(ports.store, input);
  if (!workflow) return undefined;
  const { company, event } = input;
  const type = event.type ?? typeOf(workflow.value.definition);
  const now = instantOf(ports.clock);
  const { id = 'SIMULATED', source = 'simulation', fields, lines } = event.record;
  return {
    event: {
      company,
      source,
      id: 'simulated',
      type,
      time: now,
      receivedAt: now,
      ...(event.user !== undefined && { user: event.user }),
      record: { company, source, entity: entityOf(type), id, fields, ...(lines && { lines: [...lines] }) },
    },
    sequence: 0,
    status: 'received',
    ...(event.previous && { previousFields: event.previous.fields }),
  };
}

function typeOf({ on }: WorkflowDefinition | JsonObject): string {
  if (typeof on !== 'object' || on === null || Array.isArray(on)) return 'record.simulated';
  if ('instant' in on) return `${Reflect.get(Object(on.instant), 'entity')}.automate`;
  return 'event' in on ? triggerOf({ on: on as WorkflowDefinition['on'] }) : 'schedule.due';
}
