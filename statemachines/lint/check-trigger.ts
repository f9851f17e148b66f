import type { WorkflowDefinition } from '../../shared/domain/workflow/definition.ts';
import type { Problem } from '../../shared/domain/workflow/problem.ts';
import { checkConditions } from './check-conditions.ts';
import { checkEvent } from './check-event.ts';
import { error } from './found.ts';

/** Checks what starts the workflow, and that it fits the kind. */
export function checkTrigger({ kind, on }: WorkflowDefinition, declaredEvents: readonly string[]): Problem[] {
  const wanted = kind === 'instant' ? 'instant' : kind === 'scheduled' ? 'schedule' : 'event';
  const fits = wanted in on;
  const hint = `Give it on.${wanted}, or choose another kind.`;
  const mismatch = error(
    'trigger-does-not-fit',
    { pointer: '/on', hint },
    `A workflow of kind ${kind} needs on.${wanted}.`,
  );
  return [...(fits ? [] : [mismatch]), ...checkStart(on, declaredEvents)];
}

function checkStart(on: WorkflowDefinition['on'], declaredEvents: readonly string[]): Problem[] {
  if ('event' in on) {
    return [...checkEvent(on.event, '/on/event', declaredEvents), ...checkConditions(on.where, '/on/where', on.event)];
  }
  if (on.instant.entity.trim()) return [];
  return [error('missing-entity', { pointer: '/on/instant/entity' }, 'Say on which entity it is offered.')];
}
