import type { ForEachStep } from '../../shared/domain/workflow/definition.ts';
import type { MapState, Section } from './asl.ts';
import type { Assembly } from './assembly.ts';
import { branchSection } from './branch-section.ts';
import { DEFAULT_ITEM } from './default-item.ts';
import { AWS_HISTORY, eventsOfBranch, PARTS_OF_INNER_LOOP } from './history-events.ts';
import type { LoopSizes } from './loop-items.ts';
import type { PlannedStep } from './plan-steps.ts';

/** A `forEach` step while it is compiled. */
export interface Loop {
  readonly planned: PlannedStep;
  readonly step: ForEachStep;
  readonly title: string;
  /** Somebody may ask for what the items gave. */
  readonly keepsResults: boolean;
  /** Something around it catches what fails in it. */
  readonly tried: boolean;
}

/** The Map that does the steps for each item, without what it takes and where it leads. `from` is an expression for the number of its first item. */
export function mapOfItems(
  { planned, step, title }: Loop,
  assembly: Assembly,
  from?: string,
): Omit<MapState, 'Items' | 'Output' | 'Next'> {
  const section = branchSection(
    {
      planned,
      title,
      list: planned.nested[0] ?? [],
      item: '$states.input.index',
      variables: { [step.as ?? DEFAULT_ITEM]: '{% $states.input.item %}' },
      result: step.result,
    },
    assembly,
  );
  const index = '$states.context.Map.Item.Index';
  return {
    Type: 'Map',
    Comment: `forEach (${planned.pointer})`,
    ItemSelector: {
      item: '{% $states.context.Map.Item.Value %}',
      index: `{% ${from === undefined ? index : `${index} + ${from}`} %}`,
    },
    MaxConcurrency: step.concurrency ?? 1,
    ItemProcessor: { ProcessorConfig: { Mode: 'INLINE' }, ...section },
  };
}

/** How many items fit into the history of an execution. A loop that a `goto` may come back to is as small as one inside a loop. */
export function sizesOf(section: Section, assembly: Assembly): LoopSizes {
  const {
    scope,
    loops,
    hasRounds: comesAgain,
    target: { history = AWS_HISTORY },
  } = assembly;
  const perItem = eventsOfBranch(section, history);
  const itemsIn = (events: number): number => Math.max(1, Math.floor(events / perItem));
  const perPart = itemsIn(history.part);
  if (scope.depth > 0 || comesAgain)
    return { together: itemsIn(history.innerLoop), perPart, parts: PARTS_OF_INNER_LOOP };
  return { together: itemsIn(history.loops / loops), perPart, parts: Math.max(1, Math.floor(history.parts / loops)) };
}
