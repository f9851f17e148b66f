import type { Json } from '../../../shared/domain/json/json.ts';

/** A step, and which time the run has come to it. */
export interface MachinePlace {
  readonly step: string;
  readonly visit: Json;
}

/** As idempotency keys are. */
export function keyOf({ step, visit }: MachinePlace): string {
  return `${step}/${JSON.stringify(visit)}`;
}

/** The step and the branch in which it stands, without the count of visits. */
export function placeOf({ step, visit }: MachinePlace): string {
  return `${step}/${String(visit).replace(/[^:]*$/, '')}`;
}
