import type { WorkflowDefinition } from '../domain/workflow/definition.ts';
import { jsonPointer } from '../domain/workflow/json-pointer.ts';
import type { Problem } from '../domain/workflow/problem.ts';
import { walkSteps } from '../domain/workflow/walk-steps.ts';

export const MAX_STEPS = 500;
export const MAX_STEP_DEPTH = 8;
/** Characters of one expression or filter. */
export const MAX_EXPRESSION_LENGTH = 8_192;
/** Values nested deeper than this are refused before anything recursive sees them. */
const MAX_VALUE_DEPTH = 100;

/** A member that JavaScript does not keep as it was written. */
const PROTOTYPE = '__proto__';

/** Problems that must be known before the value can be read at all. Does not recurse, so no value can exhaust the stack. */
export function depthProblems(value: unknown): Problem[] {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > MAX_VALUE_DEPTH) {
      return [problem('too-deep', '', `Values are nested deeper than ${MAX_VALUE_DEPTH} levels.`)];
    }
    if (level.some((item) => typeof item === 'object' && item !== null && Object.hasOwn(item, PROTOTYPE))) {
      const message = `No member can be called ${PROTOTYPE}.`;
      return [{ code: 'reserved-member', severity: 'error', pointer: '', message, hint: 'Choose another name.' }];
    }
    if (level.some((item) => typeof item === 'string' && !item.isWellFormed())) {
      const message = 'A text holds half a character (one surrogate without the other).';
      return [{ code: 'half-character', severity: 'error', pointer: '', message, hint: 'Write the text anew.' }];
    }
    level = level.flatMap((item) => (typeof item === 'object' && item !== null ? Object.values(item) : []));
  }
  return [];
}

/** Problems of size in a definition that is well-formed. */
export function sizeProblems(definition: WorkflowDefinition): Problem[] {
  const steps = [...walkSteps(definition)];
  const problems: Problem[] = [];
  if (steps.length > MAX_STEPS) {
    problems.push(
      problem('too-many-steps', '/steps', `There are ${steps.length} steps; at most ${MAX_STEPS} are allowed.`),
    );
  }
  const tooDeep = steps.find(({ depth }) => depth > MAX_STEP_DEPTH);
  if (tooDeep) {
    problems.push(problem('too-deep', tooDeep.pointer, `Steps are nested deeper than ${MAX_STEP_DEPTH} levels.`));
  }
  return [...problems, ...longTexts(definition, [])];
}

function longTexts(value: unknown, path: readonly string[]): Problem[] {
  if (typeof value === 'string') {
    const long = value.length > MAX_EXPRESSION_LENGTH && (value.startsWith('{%') || path.includes('where'));
    const message = `An expression has ${value.length} characters; at most ${MAX_EXPRESSION_LENGTH} are allowed.`;
    return long ? [problem('expression-too-long', jsonPointer(path), message)] : [];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => longTexts(member, [...path, name]));
}

function problem(code: string, pointer: string, message: string): Problem {
  return { code, severity: 'error', pointer, message, hint: 'Split it into smaller parts.' };
}
