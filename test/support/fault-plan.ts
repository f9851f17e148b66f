import { seededRandom } from './seeded-random.ts';

/**
 * What can go wrong with a call. `throttle`: it does not happen, and the caller is told to slow down. `lostAnswer`: it happens,
 * and the caller is not told. `duplicate`: a message is delivered twice. `crashBefore`, `crashAfter`: the process ends before
 * or after it happens.
 */
export type FaultKind = 'throttle' | 'lostAnswer' | 'duplicate' | 'crashBefore' | 'crashAfter';

/** A fault of one call. */
export interface ScheduledFault {
  /** `<port>.<method>`, or `*`: any call that changes something. */
  readonly on: string;
  /** 1 for the first such call since the injector was made, restarts included. */
  readonly nth: number;
  readonly fault: FaultKind;
}

/** Faults that are known beforehand, or drawn with these probabilities a call (0 to 1) from a seed. */
export type FaultPlan =
  | { readonly schedule: readonly ScheduledFault[] }
  | {
      readonly seed: number;
      readonly rates: Partial<Record<FaultKind, number>>;
      /** After so many faults nothing goes wrong any more, so that every story ends. 10 when absent. */
      readonly maxFaults?: number;
    };

/** A call about which a plan decides. */
export interface PlannedCall {
  readonly name: string;
  /** How many calls of this name there were, this one included. */
  readonly nth: number;
  /** How many calls there were that change something, this one included; undefined for one that only reads. */
  readonly nthChange: number | undefined;
  /** What can go wrong with it. */
  readonly possible: readonly FaultKind[];
}

/** Decides for each call in turn what goes wrong with it. */
export type DecideFault = (call: PlannedCall) => FaultKind | undefined;

/** Follows a plan. */
export function followPlan(plan: FaultPlan): DecideFault {
  return 'schedule' in plan ? followSchedule(plan.schedule) : drawFaults(plan);
}

function followSchedule(schedule: readonly ScheduledFault[]): DecideFault {
  return ({ name, nth, nthChange, possible }) => {
    const entry = schedule.find((one) => (one.on === '*' ? one.nth === nthChange : one.on === name && one.nth === nth));
    if (entry && !possible.includes(entry.fault)) throw new RangeError(`${entry.fault} is no fault of ${name}.`);
    return entry?.fault;
  };
}

function drawFaults(plan: Extract<FaultPlan, { seed: number }>): DecideFault {
  const random = seededRandom(plan.seed);
  let left = plan.maxFaults ?? 10;
  return ({ possible }) => {
    // One draw a call, whatever comes of it: so the seed alone decides.
    let drawn = random();
    for (const [fault, rate] of Object.entries(plan.rates) as [FaultKind, number][]) {
      drawn -= rate;
      if (drawn >= 0) continue;
      if (left === 0 || !possible.includes(fault)) return undefined;
      left--;
      return fault;
    }
    return undefined;
  };
}
