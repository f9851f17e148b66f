import type { Step } from '../workflow/definition.ts';
import type { SimulatedStep } from './simulation.ts';

/** A step with its JSON pointer. */
export interface Placed<Kind extends Step = Step> {
  readonly step: Kind;
  readonly pointer: string;
}

/** What the path shows of every step. */
export function headOf(
  { step, pointer }: Placed,
  kind: string,
): Pick<SimulatedStep, 'pointer' | 'kind' | 'id' | 'title'> {
  return {
    pointer,
    kind,
    ...(step.id !== undefined && { id: step.id }),
    ...(step.title !== undefined && { title: step.title }),
  };
}
