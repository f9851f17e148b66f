import type { JsonObject } from '../../shared/domain/json/json.ts';
import type { State } from './asl.ts';
import { NO_OUTPUT, PART } from './call-states.ts';

/** What another execution of the machine may do, and the state at which it begins with that. */
export interface Beginning {
  readonly of: string;
  readonly first: string;
}

/**
 * The first state. Where other executions do parts, it is the Choice between the run and its parts, whose visits are counted on from where they
 * were ordered.
 *
 * @param rounds how often a `goto` may lead back, where one does.
 */
export function startState(first: string, parts: readonly Beginning[], rounds: number | undefined): State {
  const Comment = 'Puts what the run starts with into variables';
  const variables = (visit: number | string): JsonObject => ({
    run: '{% $states.input.run %}',
    event: '{% $states.input.event %}',
    record: '{% $states.input.record %}',
    inputs: '{% $states.input.inputs %}',
    visit,
    ...(rounds !== undefined && { rounds }),
  });
  if (parts.length === 0) return { Type: 'Pass', Comment, Assign: variables(0), Output: NO_OUTPUT, Next: first };
  const Assign = variables(`{% ${PART}.visit %}`);
  return {
    Type: 'Choice',
    Comment,
    Choices: parts.map(({ of, first: Next }) => ({ Condition: `{% ${PART}.of = '${of}' %}`, Assign, Next })),
    Default: first,
    Assign: variables(0),
    Output: NO_OUTPUT,
  };
}
