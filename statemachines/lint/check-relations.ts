import { canonicalEvent } from '../../shared/domain/event/business-central-events.ts';
import { ENTITY_VERBS } from '../../shared/domain/event/entity-verbs.ts';
import { entityOf } from '../../shared/domain/event/event.ts';
import { heardEntities, isOfRecordItself } from '../../shared/domain/event/table-relations.ts';
import { type ActionCatalogue, findAction } from '../../shared/domain/workflow/catalogue.ts';
import type { Trigger, WorkflowDefinition } from '../../shared/domain/workflow/definition.ts';
import type { Problem } from '../../shared/domain/workflow/problem.ts';
import { walkSteps } from '../../shared/domain/workflow/walk-steps.ts';
import { error, warning } from './found.ts';

interface Wait {
  readonly event: string;
  readonly pointer: string;
}

/**
 * Finds waits for events of records that nothing ties to the record of the run (domain 5.3 rule 10): they would never find the run. Only what a
 * command of the run brought about finds it without a tie, so a run that sends none waits in vain for certain.
 */
export function checkRelations(definition: WorkflowDefinition, catalogue: ActionCatalogue): Problem[] {
  const waits = waitsOf(definition);
  const own = ownEntity(definition.on);
  const heard = heardEntities(own, new Set(waits.map(({ event }) => entityOf(event))));
  const sends = [...walkSteps(definition)].some(({ step }) => 'do' in step && findAction(catalogue, step.do)?.command);
  return waits.flatMap(({ event, pointer }) => {
    const entity = entityOf(event);
    if (entity === own || !Object.hasOwn(ENTITY_VERBS, entity) || entity === 'approvalRequest') return [];
    if (heard.has(entity) && !isOfRecordItself(event)) return [];
    const hint =
      'Wait for an event of the record itself or of one that belongs to it, or for an event of your own with "key".';
    return sends
      ? [
          warning(
            'unrelated-event',
            { pointer, hint },
            `${event} finds the run only where a command of the run brought it about.`,
          ),
        ]
      : [
          error(
            'unrelated-event',
            { pointer, hint },
            `${event} is about another record, and nothing ties it to that of the run.`,
          ),
        ];
  });
}

function waitsOf(definition: WorkflowDefinition): Wait[] {
  return [...walkSteps(definition)].flatMap(({ step, pointer }) =>
    'when' in step
      ? step.when.map(({ event }, index) => ({
          event: canonicalEvent(event),
          pointer: `${pointer}/when/${index}/event`,
        }))
      : [],
  );
}

/** Runs that the clock starts are about no record. */
function ownEntity(on: Trigger): string | undefined {
  if ('event' in on) return entityOf(canonicalEvent(on.event));
  return 'instant' in on ? on.instant.entity : undefined;
}
