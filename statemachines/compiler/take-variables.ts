import type { StateOrigin } from '../../shared/domain/workflow/workflow.ts';
import type { Assembly } from './assembly.ts';
import { PART } from './call-states.ts';
import { fitted } from './state-names.ts';

/**
 * Gives variables that came with the order of a part their values: each only where it had one, as Step Functions can not assign nothing. Answers the
 * first state, or `next` without any.
 */
export function takeVariables(
  variables: readonly string[],
  { origin, next, assembly }: { origin: StateOrigin; next: string; assembly: Assembly },
): string {
  return variables.reduceRight((after, variable) => {
    const name = assembly.newName(fitted('', origin.title, `, a part: take $${variable}`));
    const value = `${PART}.variables.${variable}`;
    const rule = { Condition: `{% $exists(${value}) %}`, Assign: { [variable]: `{% ${value} %}` }, Next: after };
    assembly.add(name, { Type: 'Choice', Choices: [rule], Default: after }, origin);
    return name;
  }, next);
}
