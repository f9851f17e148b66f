import type { Json, JsonObject } from '../../shared/domain/json/json.ts';
import type { StateOrigin } from '../../shared/domain/workflow/workflow.ts';
import type { Catcher, Section } from './asl.ts';
import type { Assembly } from './assembly.ts';
import { NO_OUTPUT, PART } from './call-states.ts';
import type { Scope } from './scope.ts';
import { fitted } from './state-names.ts';
import { takeVariables } from './take-variables.ts';

/** What an execution does as if it stood in a branch, with everything that is known there. */
interface Inside {
  readonly origin: StateOrigin;
  /** The author's variables that came with the order. */
  readonly variables: readonly string[];
  /** Adds the states to do and answers the first of them. */
  readonly fill: (inner: Assembly) => string;
  /** Changes the section once it is filled. */
  readonly finish?: (section: Section) => Section;
  readonly catchers?: readonly Catcher[];
  /** What the execution gives. What the states gave where it is left out. */
  readonly output?: Json;
}

const GIVEN = '{% $states.result[0] %}';

/**
 * The states of an execution that does a part of what stands in a branch. What is known of branches is put into a branch here too: Step Functions
 * forbids a variable outside that branches also assign. Answers the first of them.
 */
export function addInsideBranch(inside: Inside, assembly: Assembly): string {
  const { origin, variables, fill, finish = (section) => section, catchers = [], output = GIVEN } = inside;
  const { scope, outermost } = assembly;
  const name = (after: string): string => assembly.newName(fitted('', origin.title, after));
  const [place, begin, end] = [name(', a part: inside'), name(', a part: begin'), name(', a part: end')];
  const section = assembly.section(scope, (inner) => {
    const inBranches = variables.filter((variable) => !outermost.has(variable));
    const Next = takeVariables(inBranches, { origin, next: fill(inner), assembly: inner });
    inner.add(begin, { Type: 'Pass', Assign: ownVariables(scope), Output: NO_OUTPUT, Next }, origin);
    return begin;
  });
  const Catch = catchers.length > 0 && { Catch: catchers };
  assembly.add(place, { Type: 'Parallel', Branches: [finish(section)], ...Catch, Output: output, Next: end }, origin);
  assembly.add(end, { Type: 'Succeed' }, origin);
  const known = variables.filter((variable) => outermost.has(variable));
  return takeVariables(known, { origin, next: place, assembly });
}

/** The variables of the machine's own in the branch; those of the outermost scope have their values from the start. */
function ownVariables({ names: { event, record, visit }, place }: Scope): JsonObject {
  return {
    ...(event !== 'event' && { [event]: '{% $event %}', [record]: '{% $record %}' }),
    [visit]: `{% ${PART}.visit %}`,
    ...(place && { [place]: `{% ${PART}.place %}` }),
  };
}
