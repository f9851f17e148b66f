import { ACTION_CASES } from './action-cases.ts';
import type { Case } from './case.ts';
import { CHOICE_CASES } from './choice-cases.ts';
import { FAILURE_CASES } from './failure-cases.ts';
import { GOTO_CASES } from './goto-cases.ts';
import { LOOP_CASES } from './loop-cases.ts';
import { WAIT_CASES } from './wait-cases.ts';

/** Hand-written cases, at least one for each kind of step and for each way of nesting that was hard to get right. */
export const CASES: readonly Case[] = [
  ...ACTION_CASES,
  ...CHOICE_CASES,
  ...LOOP_CASES,
  ...FAILURE_CASES,
  ...WAIT_CASES,
  ...GOTO_CASES,
];
