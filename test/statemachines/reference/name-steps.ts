import { isSeparate } from '../../../shared/domain/workflow/walk-steps.ts';

/** A step, or a part of one, as JSON has it: not yet one of the language. */
export interface Written {
  [member: string]: unknown;
  steps?: Written[] | undefined;
  then?: Written[] | undefined;
  else?: Written[] | undefined;
  try?: Written[] | undefined;
  catch?: Written[] | undefined;
  when?: Written[] | undefined;
  cases?: Written[] | undefined;
  parallel?: Written[] | undefined;
  set?: Written | undefined;
  /** Of a wait with its steps, of a `do` alone. */
  timeout?: Written | string | undefined;
}

/** The events that come in random stories. */
export const EVENT_TYPES = ['item.modified', 'item.deleted', 'parcel.sent', 'parcel.lost'];
const NEVER_COMES = 'parcel.found';

/** The steps of a run or of a branch, without those of the branches inside. */
interface Section {
  readonly number: number;
  /** What expressions can read, with the expression that reads it. */
  readonly names: Map<string, string>;
  /** Where a `goto` can lead. */
  readonly targets: string[];
  /** Events that no branch at the same time waits for: who of them got one would be chance. */
  readonly events: readonly string[];
}

/**
 * Gives random steps names that fit together: ids of their own where one is wanted, variables that belong to their branch, and what is only
 * picked (names that an expression reads, the target of a `goto`, the event of a wait) is chosen among what there is.
 */
export function nameSteps(random: readonly Written[]): Written[] {
  const steps = structuredClone([...random]);
  const places: { step: Written; section: Section }[] = [];
  let sections = 0;
  let ids = 0;

  const open = (outer: Section | undefined, events: readonly string[]): Section => {
    sections += 1;
    return { number: sections, names: new Map(outer?.names), targets: [], events };
  };
  const name = (list: readonly Written[], section: Section): void => {
    for (const step of list) {
      places.push({ step, section });
      if (step.id === true) {
        ids += 1;
        step.id = `s${ids}`;
        if (hasResult(step)) section.names.set(String(step.id), 'try' in step ? `$s${ids}.error` : `$s${ids}`);
        if (['do', 'when', 'approve', 'task', 'run'].some((kind) => kind in step)) section.targets.push(`s${ids}`);
      } else delete step.id;
      if (step.set) step.set = ownVariables(step.set, section);
      if (!isSeparate(step)) for (const inner of listsIn(step)) name(inner, section);
    }
  };
  const nameInside = (list: readonly Written[], section: Section): void => {
    name(list, section);
    for (const step of list.flatMap(withNested)) {
      if (!isSeparate(step)) continue;
      const lists = listsIn(step);
      for (const [index, inner] of lists.entries()) {
        const branch = open(section, shareOf(section.events, step, index, lists.length));
        if ('forEach' in step) {
          ids += 1;
          step.as = `x${ids}`;
          branch.names.set(`x${ids}`, `$x${ids}`);
        }
        nameInside(inner, branch);
        const holder = step.parallel ? step.parallel[index] : step;
        if (holder && 'result' in holder) holder.result = chosen(holder.result, branch);
      }
    }
  };

  nameInside(steps, open(undefined, EVENT_TYPES));
  for (const { step, section } of places) choose(step, section);
  return steps;
}

function hasResult(step: Written): boolean {
  if ('forEach' in step) return step.result !== undefined;
  return !step.parallel || step.parallel.some(({ result }) => result !== undefined);
}

/** The lists themselves, to be changed in place. */
function listsIn(step: Written): Written[][] {
  const { timeout, when = [], cases = [], parallel = [] } = step;
  const limit = typeof timeout === 'object' ? timeout.steps : undefined;
  const ofBranches = [...when, ...cases, ...parallel].map(({ steps }) => steps);
  const all = [...ofBranches, step.steps, step.then, step.else, step.try, step.catch, limit];
  return all.filter((list) => list !== undefined);
}

/** The step and what stands in it in the same section. */
function withNested(step: Written): Written[] {
  return isSeparate(step) ? [step] : [step, ...listsIn(step).flat().flatMap(withNested)];
}

/** The outermost section has `a` and `b`, the second one `a2` and `b2`. */
function ownVariables(values: Written, { number, names }: Section): Written {
  const own = number === 1 ? '' : String(number);
  for (const name of Object.keys(values)) names.set(`${name}${own}`, `$${name}${own}`);
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [`${name}${own}`, value]));
}

function shareOf(events: readonly string[], step: Written, index: number, count: number): readonly string[] {
  if ('forEach' in step) return Number(step.concurrency ?? 1) > 1 ? [] : events;
  return events.filter((_, number) => number % count === index);
}

function choose(step: Written, section: Section): void {
  for (const branch of step.when ?? []) {
    branch.event = section.events[Number(branch.event) % section.events.length] ?? NEVER_COMES;
  }
  if ('goto' in step) {
    const target = section.targets[Number(step.goto) % section.targets.length];
    if (target === undefined) {
      delete step.goto;
      step.wait = { for: 'PT1M' };
    } else step.goto = target;
  }
  for (const member of ['with', 'set', 'if', 'switch', 'forEach', 'respond', 'inputs']) {
    if (member in step) step[member] = chosen(step[member], section);
  }
}

/** A value in which what is picked is the expression that reads it. */
function chosen(value: unknown, section: Section): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => chosen(item, section));
  const [[kind, number] = []] = Object.entries(value);
  if (kind !== 'asFarAsKnown' && kind !== 'known' && kind !== 'isKnown') {
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, chosen(member, section)]));
  }
  const all = [...section.names.values()];
  const read = all[Number(number) % all.length];
  if (read === undefined) return kind === 'isKnown' ? '{% 1 = 2 %}' : '{% 0 %}';
  if (kind === 'known') return `{% ${read} %}`;
  return kind === 'isKnown' ? `{% $exists(${read}) %}` : `{% $exists(${read}) ? ${read} : 0 %}`;
}
