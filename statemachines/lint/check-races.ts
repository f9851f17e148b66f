import { canonicalEvent } from '../../shared/domain/event/business-central-events.ts';
import type { Json } from '../../shared/domain/json/json.ts';
import { sameJson } from '../../shared/domain/record/record.ts';
import type { WhenBranch, WorkflowDefinition } from '../../shared/domain/workflow/definition.ts';
import type { Problem } from '../../shared/domain/workflow/problem.ts';
import { walkSteps } from '../../shared/domain/workflow/walk-steps.ts';
import { warning } from './found.ts';

/** Finds branches of a wait that one before them always wins: the first that fits an event takes it (domain 0.3, and 5.3 rule 9 within one workflow). */
export function checkRaces(definition: WorkflowDefinition): Problem[] {
  return [...walkSteps(definition)].flatMap(({ step, pointer }) =>
    'when' in step ? step.when.flatMap((_, index) => lostRace(step.when, index, `${pointer}/when/${index}`)) : [],
  );
}

function lostRace(branches: readonly WhenBranch[], index: number, pointer: string): Problem[] {
  const branch = branches[index];
  const winner = branches.findIndex((other, place) => place < index && branch !== undefined && takesAll(other, branch));
  if (!branch || winner < 0) return [];
  const hint = 'Give it other conditions, put it before that branch, or take it out.';
  const message = `Branch ${winner + 1} takes every ${branch.event} that this one would take.`;
  return [warning('branch-never-taken', { pointer, hint }, message)];
}

function takesAll(first: WhenBranch, second: WhenBranch): boolean {
  if (canonicalEvent(first.event) !== canonicalEvent(second.event)) return false;
  if (!isSame(first.key, second.key)) return false;
  return Object.keys(first.where ?? {}).length === 0 || isSame(first.where, second.where);
}

function isSame(left: object | undefined, right: object | undefined): boolean {
  return sameJson(plain(left), plain(right));
}

function plain(value: object | undefined): Json {
  return JSON.parse(JSON.stringify(value ?? {})) as Json;
}
