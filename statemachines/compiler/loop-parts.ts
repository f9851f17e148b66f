import type { MapState, Section } from './asl.ts';
import type { Assembly } from './assembly.ts';
import { PART } from './call-states.ts';
import { addInsideBranch } from './inside-branch.ts';
import { type Loop, mapOfItems } from './loop-map.ts';
import { readFromOutside } from './loop-variables.ts';
import { addOrder } from './part-order.ts';
import { fitted } from './state-names.ts';
import { takeVariables } from './take-variables.ts';
import { afterTelling, errorsTold, tellCatchers } from './telling.ts';

/** The Map that orders an execution for each part of a long list, one after the other, without its items and where it leads. */
export function partsMap(loop: Loop, assembly: Assembly): Omit<MapState, 'Items' | 'Next'> {
  return {
    Type: 'Map',
    Comment: `forEach, a long list in parts (${loop.planned.pointer})`,
    ItemSelector: {
      items: '{% $states.context.Map.Item.Value.items %}',
      from: '{% $states.context.Map.Item.Value.from %}',
      all: '{% $states.context.Map.Item.Value.all %}',
    },
    MaxConcurrency: 1,
    ItemProcessor: { ProcessorConfig: { Mode: 'INLINE' }, ...orderSection(loop, assembly) },
    Output: {
      inParts: '{% $count($states.result) > 0 %}',
      ...(loop.keepsResults && { results: '{% [$states.result.results] %}' }),
    },
  };
}

/** Orders one part and gives its results. What ended it on purpose, or is caught around here by its name, fails here too. */
function orderSection(loop: Loop, outer: Assembly): Section {
  const { planned, title, tried } = loop;
  const name = (after: string): string => outer.newName(fitted('', title, after));
  const order = name(': a part of a long list');
  const done = name(': the part is done');
  return outer.section(outer.scope, (assembly) => {
    const origin = { step: planned.id, kind: 'branch', title };
    const next = afterTelling(errorsTold(planned, tried), done, { origin, assembly });
    addOrder(
      {
        pointer: planned.pointer,
        of: planned.id,
        which: '$states.input.from',
        visit: `$${outer.scope.names.visit}`,
        variables: readFromOutside(loop.step),
        more: {
          items: '{% $states.input.items %}',
          from: '{% $states.input.from %}',
          // For whoever looks how far the loop has come.
          all: '{% $states.input.all %}',
        },
      },
      { entry: order, origin, output: (given) => `{% ${given} %}`, next },
      assembly,
    );
    assembly.add(done, { Type: 'Succeed' }, origin);
    return order;
  });
}

/** The states of the execution that does a part. Answers the first of them. */
export function addPartOfLoop(loop: Loop, assembly: Assembly): string {
  const { planned, step, title } = loop;
  const origin = { step: planned.id, kind: 'branch', title };
  const variables = readFromOutside(step);
  if (assembly.scope.depth === 0) return takeVariables(variables, { origin, next: addItems(loop, assembly), assembly });
  return addInsideBranch({ origin, variables, fill: (inner) => addItems(loop, inner) }, assembly);
}

/** The Map over the items of the part, and how it ends. Answers its name. */
function addItems(loop: Loop, assembly: Assembly): string {
  const { planned, title, tried } = loop;
  const origin = { step: planned.id, kind: 'branch', title };
  const name = (after: string): string => assembly.newName(fitted('', title, after));
  const [items, end] = [name(', a part'), name(', a part: done')];
  const catchers = tellCatchers(errorsTold(planned, tried), { origin, assembly });
  assembly.add(
    items,
    {
      ...mapOfItems(loop, assembly, `${PART}.from`),
      Items: `{% ${PART}.items %}`,
      ...(catchers.length > 0 && { Catch: catchers }),
      Output: loop.keepsResults ? { results: '{% $states.result %}' } : {},
      Next: end,
    },
    { ...origin, kind: 'forEach' },
  );
  assembly.add(end, { Type: 'Succeed' }, origin);
  return items;
}
