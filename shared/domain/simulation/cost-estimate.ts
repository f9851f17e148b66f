import type { CostEstimate } from './simulation.ts';

/** Standard workflows: 25 dollars for a million state transitions. */
const DOLLARS_PER_TRANSITION = 25 / 1_000_000;
/** Lambda: 0.20 dollars for a million calls, and arm64 memory by the second; a call takes about 0.1 s of 0.5 GB. */
const DOLLARS_PER_CALL = 0.2 / 1_000_000 + 0.1 * 0.5 * 0.000_013_333_4;

/** What a run costs that makes so many transitions and calls. */
export function costEstimate(stateTransitions: number, functionCalls: number): CostEstimate {
  const dollars = 1_000 * (stateTransitions * DOLLARS_PER_TRANSITION + functionCalls * DOLLARS_PER_CALL);
  return { stateTransitions, functionCalls, per1000Runs: { currency: 'USD', amount: Number(dollars.toFixed(4)) } };
}
