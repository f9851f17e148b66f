import type { ForEachStep } from '../../shared/domain/workflow/definition.ts';
import type { Place } from './assembly.ts';
import { NO_OUTPUT } from './call-states.ts';
import { stopCatchers } from './compile-stop.ts';
import { guardCatchers, isTried } from './guarded.ts';
import { itemsOf, listOf, partsOf } from './loop-items.ts';
import { type Loop, mapOfItems, sizesOf } from './loop-map.ts';
import { addPartOfLoop, partsMap } from './loop-parts.ts';
import type { PlannedStep } from './plan-steps.ts';
import { nextVisit } from './scope.ts';
import { fitted } from './state-names.ts';
import { stepTitle } from './step-title.ts';

/**
 * A Map over the items. A list may be too long for the history of one execution: so before the Map stands another one, which has each part of a
 * long list done by an execution of its own, and does nothing where the list is short.
 */
export function compileForEach(planned: PlannedStep, step: ForEachStep, { next, assembly }: Place): void {
  const title = stepTitle(step, assembly.target.catalogue);
  const loop: Loop = {
    planned,
    step,
    title,
    keepsResults: planned.named && step.result !== undefined,
    tried: isTried(assembly),
  };
  const map = mapOfItems(loop, assembly);
  const sizes = sizesOf(map.ItemProcessor, assembly);
  const list = listOf(step.forEach, assembly.scope);
  const catchers = [...stopCatchers(planned, title, assembly), ...guardCatchers(assembly)];
  const Catch = catchers.length > 0 && { Catch: catchers };
  const origin = { step: planned.id, kind: 'forEach', title };
  const isShort = typeof step.forEach !== 'string' && step.forEach.length <= sizes.together;
  const together = isShort ? assembly.entryOf(planned) : assembly.newName(fitted('', title, ' of a short list'));
  if (!isShort) {
    const parts = { ...partsMap(loop, assembly), Items: partsOf(list, sizes), ...Catch, Next: together };
    assembly.add(assembly.entryOf(planned), parts, { ...origin, kind: 'branch' });
    // Loops inside stand in the execution of the part too: there they must know as well that failures are caught around.
    const scope = { ...assembly.scope, tried: loop.tried };
    assembly.part(planned.id, (outermost) => addPartOfLoop(loop, outermost.again(scope, planned.nested.flat())));
  }
  const results = isShort
    ? '{% $states.result %}'
    : '{% $states.input.inParts ? $states.input.results : $states.result %}';
  assembly.add(
    together,
    {
      ...map,
      Items: isShort ? `{% ${list} %}` : itemsOf(list, sizes),
      ...Catch,
      Assign: { ...(loop.keepsResults && { [planned.id]: results }), ...nextVisit(assembly.scope) },
      Output: NO_OUTPUT,
      Next: next,
    },
    origin,
  );
}
