import type { JsonObject } from '../../shared/domain/json/json.ts';
import { MAX_WAIT_SECONDS } from '../../shared/domain/workflow/duration.ts';
import type { MapState, Section } from './asl.ts';
import type { Assembly } from './assembly.ts';
import { PART, START_AND_AWAIT } from './call-states.ts';
import { stopErrors } from './compile-stop.ts';
import { type Loop, mapOfItems } from './loop-map.ts';
import { readFromOutside } from './loop-variables.ts';
import { START_RETRY } from './retries.ts';
import { visitText } from './scope.ts';
import { fitted } from './state-names.ts';

const EXECUTION = '$states.context.Execution';

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
    assembly.add(
      order,
      {
        Type: 'Task',
        Comment: `Another execution of this machine does a part (${planned.pointer})`,
        Resource: START_AND_AWAIT,
        Arguments: orderOf(loop, outer),
        TimeoutSeconds: MAX_WAIT_SECONDS,
        Retry: [START_RETRY],
        Output: '{% $states.result.Output %}',
        Next: ways?.end ?? done,
      },
      { ...origin, kind: 'part' },
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

/** Repeated after a lost answer, it starts nothing twice: its name is made of the place, and of how often the run was retried. */
function orderOf({ planned, step }: Loop, { scope }: Assembly): JsonObject {
  const visit = visitText(scope);
  const place = `${EXECUTION}.Name & '/${planned.id}/' & ${visit} & '/' & $states.input.from & '/' & ${EXECUTION}.RedriveCount`;
  const known = readFromOutside(step).map((name) => `$exists($${name}) ? {"${name}": $${name}} : {}`);
  return {
    StateMachineArn: `{% ${EXECUTION}.Input.machine %}`,
    Name: `{% $run.id & '-' & $hash(${place}, 'MD5') %}`,
    Input: {
      machine: `{% ${EXECUTION}.Input.machine %}`,
      run: '{% $run %}',
      event: `{% $${scope.names.event} %}`,
      record: `{% $${scope.names.record} %}`,
      inputs: '{% $inputs %}',
      part: {
        of: planned.id,
        items: '{% $states.input.items %}',
        from: '{% $states.input.from %}',
        visit: `{% $${scope.names.visit} %}`,
        ...(scope.place && { place: `{% $${scope.place} %}` }),
        ...(known.length > 0 && { variables: `{% $merge([${known.join(', ')}]) %}` }),
      },
    },
  };
}

/**
 * The states of the execution that does a part. Answers the first of them. What is known of branches around the loop is put into a branch here too:
 * Step Functions forbids a variable outside that branches also assign.
 */
export function addPartOfLoop(loop: Loop, assembly: Assembly): string {
  const { planned, step, title } = loop;
  const origin = { step: planned.id, kind: 'branch', title };
  const outside = readFromOutside(step);
  if (assembly.scope.depth === 0) return takeVariables(loop, outside, addItems(loop, assembly), assembly);
  const name = (after: string): string => assembly.newName(fitted('', title, after));
  const [place, branch, end] = [name(', a part: inside'), name(', a part: begin'), name(', a part: end')];
  const section = assembly.section(assembly.scope, (inner) => {
    const inBranches = outside.filter((variable) => !assembly.outermost.has(variable));
    const Next = takeVariables(loop, inBranches, addItems(loop, inner), inner);
    inner.add(branch, { Type: 'Pass', Assign: ownVariables(assembly), Output: {}, Next }, origin);
    return branch;
  });
  const Output = '{% $states.result[0] %}';
  assembly.add(place, { Type: 'Parallel', Branches: [section], Output, Next: end }, origin);
  assembly.add(end, { Type: 'Succeed' }, origin);
  const known = outside.filter((variable) => assembly.outermost.has(variable));
  return takeVariables(loop, known, place, assembly);
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

/** Gives variables that came with the order their values: each only where it had one. Answers the first state, or `next` without any. */
function takeVariables(
  { planned, title }: Loop,
  variables: readonly string[],
  next: string,
  assembly: Assembly,
): string {
  const origin = { step: planned.id, kind: 'branch', title };
  return variables.reduceRight((after, variable) => {
    const asked = assembly.newName(fitted('', title, `, a part: is $${variable} known?`));
    const taken = assembly.newName(fitted('', title, `, a part: take $${variable}`));
    const value = `${PART}.variables.${variable}`;
    const Choices = [{ Condition: `{% $exists(${value}) %}`, Next: taken }];
    assembly.add(asked, { Type: 'Choice', Choices, Default: after }, origin);
    assembly.add(taken, { Type: 'Pass', Assign: { [variable]: `{% ${value} %}` }, Output: {}, Next: after }, origin);
    return asked;
  }, next);
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
