import type { ActionCatalogue } from '../../shared/domain/workflow/catalogue.ts';
import type { DoStep, Step, WorkflowDefinition } from '../../shared/domain/workflow/definition.ts';
import { kindOf } from '../../shared/domain/workflow/step-kind.ts';
import { nestedLists, type StepList, walkSteps } from '../../shared/domain/workflow/walk-steps.ts';
import { missingResolves } from './missing-resolves.ts';

/** A step ready to be compiled: with an id, and with its nested lists planned too. */
export interface PlannedStep {
  readonly step: Step;
  /** Unique in the definition; made up of kind and number where the author gave none. */
  readonly id: string;
  /** The author gave the id, so expressions may ask for `$id`. */
  readonly named: boolean;
  /** Where it stands in the definition; for a step that the compiler added, where the one stands that needs it. */
  readonly pointer: string;
  /** In the order of `nestedLists`. */
  readonly nested: readonly (readonly PlannedStep[])[];
  /** `do` steps behind a `do` step that share its call of run-action. */
  readonly further?: readonly PlannedStep[];
}

/** Names all steps and adds those that the author may leave out. The same definition gives the same plan. */
export function planSteps(definition: WorkflowDefinition, catalogue: ActionCatalogue): readonly PlannedStep[] {
  const resolves = missingResolves(definition, catalogue);
  const freshId = idMaker(definition);
  const planList = (list: StepList): readonly PlannedStep[] =>
    list.steps.flatMap((step, index) => {
      const pointer = `${list.pointer}/${index}`;
      const create = resolves.get(pointer);
      const planned = planOne(step, pointer);
      return create ? [resolveFor(create, freshId('resolve'), pointer), planned] : [planned];
    });
  const planOne = (step: Step, pointer: string): PlannedStep => ({
    step,
    id: step.id ?? freshId(kindOf(step)),
    named: step.id !== undefined,
    pointer,
    nested: nestedLists(step, pointer).map(planList),
  });
  return planList({ steps: definition.steps, pointer: '/steps' });
}

function idMaker(definition: WorkflowDefinition): (kind: string) => string {
  const taken = new Set([...walkSteps(definition)].flatMap(({ step }) => step.id ?? []));
  const counts = new Map<string, number>();
  return (kind) => {
    let count = counts.get(kind) ?? 0;
    do count += 1;
    while (taken.has(`${kind}${count}`));
    counts.set(kind, count);
    return `${kind}${count}`;
  };
}

/** The options of create are those of resolve. */
function resolveFor(create: DoStep, id: string, pointer: string): PlannedStep {
  const step: DoStep = { do: 'approvals.resolve', ...(create.with && { with: create.with }) };
  return { step, id, named: false, pointer, nested: [] };
}
