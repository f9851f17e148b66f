import type { JsonObject } from '../../shared/domain/json/json.ts';
import type { MapState, Section } from './asl.ts';
import type { Assembly } from './assembly.ts';
import { PART } from './call-states.ts';
import { stopErrors } from './compile-stop.ts';
import { type Loop, mapOfItems } from './loop-map.ts';
import { readFromOutside } from './loop-variables.ts';
import { addOrder } from './part-order.ts';
import { fitted } from './state-names.ts';
import { takeVariables } from './take-variables.ts';

/** The Map that orders an execution for each part of a long list, one after the other, without its items and where it leads. */
export function partsMap(loop: Loop, assembly: Assembly): Omit<MapState, 'Items' | 'Next'> {
  return {
    Type: 'Map',
    Comment: `forEach, a long list in parts (${loop.planned.pointer})`,
    ItemSelector: {
      items: '{% $states.context.Map.Item.Value.items %}',
      from: '{% $states.context.Map.Item.Value.from %}',
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
  const { planned, title } = loop;
  const name = (after: string): string => outer.newName(fitted('', title, after));
  const order = name(': a part of a long list');
  const done = name(': the part is done');
  const ways = tellsHowItEnded(loop)
    ? { end: name(': how did the part end?'), failed: name(': the part did not succeed') }
    : undefined;
  return outer.section(outer.scope, (assembly) => {
    const origin = { step: planned.id, kind: 'branch', title };
    addOrder(
      {
        pointer: planned.pointer,
        of: planned.id,
        which: '$states.input.from',
        visit: `$${outer.scope.names.visit}`,
        variables: readFromOutside(loop.step),
        more: { items: '{% $states.input.items %}', from: '{% $states.input.from %}' },
      },
      { entry: order, origin, output: (given) => `{% ${given} %}`, next: ways?.end ?? done },
      assembly,
    );
    if (ways) {
      const Choices = [{ Condition: '{% $exists($states.input.error) %}', Next: ways.failed }];
      assembly.add(ways.end, { Type: 'Choice', Choices, Default: done }, origin);
      const failure = { Error: '{% $states.input.error %}', Cause: '{% $states.input.cause %}' };
      assembly.add(ways.failed, { Type: 'Fail', ...failure }, origin);
    }
    assembly.add(done, { Type: 'Succeed' }, origin);
    return order;
  });
}

/**
 * The states of the execution that does a part. Answers the first of them. What is known of branches around the loop is put into a branch here too:
 * Step Functions forbids a variable outside that branches also assign.
 */
export function addPartOfLoop(loop: Loop, assembly: Assembly): string {
  const { planned, step, title } = loop;
  const origin = { step: planned.id, kind: 'branch', title };
  const outside = readFromOutside(step);
  if (assembly.scope.depth === 0) return takeVariables(outside, { origin, next: addItems(loop, assembly), assembly });
  const name = (after: string): string => assembly.newName(fitted('', title, after));
  const [place, branch, end] = [name(', a part: inside'), name(', a part: begin'), name(', a part: end')];
  const section = assembly.section(assembly.scope, (inner) => {
    const inBranches = outside.filter((variable) => !assembly.outermost.has(variable));
    const Next = takeVariables(inBranches, { origin, next: addItems(loop, inner), assembly: inner });
    inner.add(branch, { Type: 'Pass', Assign: ownVariables(assembly), Output: {}, Next }, origin);
    return branch;
  });
  const Output = '{% $states.result[0] %}';
  assembly.add(place, { Type: 'Parallel', Branches: [section], Output, Next: end }, origin);
  assembly.add(end, { Type: 'Succeed' }, origin);
  const known = outside.filter((variable) => assembly.outermost.has(variable));
  return takeVariables(known, { origin, next: place, assembly });
}

/** The Map over the items of the part, and how it ends. Answers its name. */
function addItems(loop: Loop, assembly: Assembly): string {
  const { planned, title } = loop;
  const origin = { step: planned.id, kind: 'branch', title };
  const name = (after: string): string => assembly.newName(fitted('', title, after));
  const [items, end] = [name(', a part'), name(', a part: done')];
  const told = tellsHowItEnded(loop) ? name(', a part: say why it ended') : undefined;
  assembly.add(
    items,
    {
      ...mapOfItems(loop, assembly, `${PART}.from`),
      Items: `{% ${PART}.items %}`,
      ...(told !== undefined && { Catch: [{ ErrorEquals: errorsTold(loop), Next: told }] }),
      Output: loop.keepsResults ? { results: '{% $states.result %}' } : {},
      Next: end,
    },
    { ...origin, kind: 'forEach' },
  );
  assembly.add(end, { Type: 'Succeed' }, origin);
  const Output = { error: '{% $states.input.Error %}', cause: CAUSE_OR_NOTHING };
  if (told !== undefined) assembly.add(told, { Type: 'Succeed', Output }, origin);
  return items;
}

const CAUSE_OR_NOTHING = "{% $exists($states.input.Cause) ? $states.input.Cause : '' %}";

/** The variables of the machine's own in the scope of the loop; those of the outermost one have their values from the start. */
function ownVariables({ scope }: Assembly): JsonObject {
  const { event, record, visit } = scope.names;
  return {
    ...(event !== 'event' && { [event]: '{% $event %}', [record]: '{% $record %}' }),
    [visit]: `{% ${PART}.visit %}`,
    ...(scope.place && { [scope.place]: `{% ${PART}.place %}` }),
  };
}

/** Where the name of a failure counts, the part succeeds and says it: what Step Functions tells of a failed execution can be cut off. */
function tellsHowItEnded(loop: Loop): boolean {
  return errorsTold(loop).length > 0;
}

function errorsTold({ planned, tried }: Loop): readonly string[] {
  return tried ? ['States.ALL'] : stopErrors(planned);
}
