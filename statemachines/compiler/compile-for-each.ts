import type { Json } from '../../shared/domain/json/json.ts';
import type { ForEachStep } from '../../shared/domain/workflow/definition.ts';
import { expressionText } from '../../shared/domain/workflow/expression-text.ts';
import { type Section, sectionsOf } from './asl.ts';
import type { Place } from './assembly.ts';
import { branchSection } from './branch-section.ts';
import { NO_OUTPUT } from './call-states.ts';
import { stopCatchers } from './compile-stop.ts';
import { DEFAULT_ITEM } from './default-item.ts';
import { guardCatchers } from './guarded.ts';
import type { PlannedStep } from './plan-steps.ts';
import { nextVisit, type Scope, sourceIn, valueIn } from './scope.ts';
import { stepTitle } from './step-title.ts';

/** An execution may have 25,000 events in its history; the rest is for what stands around the loop. */
const HISTORY_EVENTS = 20_000;
/** A Task that is tried once leaves five events, one more for each further try. */
const EVENTS_PER_STATE = 6;

/** A Map in the same execution. */
export function compileForEach(planned: PlannedStep, step: ForEachStep, { next, assembly }: Place): void {
  const title = stepTitle(step, assembly.target.catalogue);
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
  const catchers = [...stopCatchers(planned, title, assembly), ...guardCatchers(assembly)];
  assembly.add(
    assembly.entryOf(planned),
    {
      Type: 'Map',
      Comment: `forEach (${planned.pointer})`,
      Items: itemsOf(step.forEach, assembly.scope, mostItems(section)),
      ItemSelector: {
        item: '{% $states.context.Map.Item.Value %}',
        index: '{% $states.context.Map.Item.Index %}',
      },
      MaxConcurrency: step.concurrency ?? 1,
      ItemProcessor: { ProcessorConfig: { Mode: 'INLINE' }, ...section },
      ...(catchers.length > 0 && { Catch: catchers }),
      Assign: {
        ...(planned.named && step.result !== undefined && { [planned.id]: '{% $states.result %}' }),
        ...nextVisit(assembly.scope),
      },
      Output: NO_OUTPUT,
      Next: next,
    },
    { step: planned.id, kind: 'forEach', title },
  );
}

/** No value is an empty list and a single value a list of one, whatever JSONata made of it. */
function itemsOf(items: ForEachStep['forEach'], scope: Scope, most: number): string {
  const list = `[(${typeof items === 'string' ? sourceIn(scope, expressionText(items) ?? items) : literal(items, scope)})]`;
  const refused = `$error('There are ' & $count($items) & ' items; at most ${most} fit into one run.')`;
  return `{% ($items := ${list}; $count($items) <= ${most} ? $items : ${refused}) %}`;
}

/** A list as JSONata: texts in `{% %}` at any depth stand as what they say. */
function literal(value: Json | readonly Json[], scope: Scope): string {
  if (Array.isArray(value)) return `[${value.map((item) => literal(item, scope)).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).map(([name, member]) => `${JSON.stringify(name)}: ${literal(member, scope)}`);
    return `{${members.join(', ')}}`;
  }
  const inside = typeof value === 'string' ? expressionText(String(valueIn(scope, value))) : undefined;
  return inside === undefined ? JSON.stringify(value) : `(${inside})`;
}

function mostItems(section: Section): number {
  return Math.max(1, Math.floor(HISTORY_EVENTS / (EVENTS_PER_STATE * (statesIn(section) + 1))));
}

function statesIn(section: Section): number {
  return Object.values(section.States).reduce(
    (count, state) => count + 1 + sectionsOf(state).reduce((inner, nested) => inner + statesIn(nested), 0),
    0,
  );
}
