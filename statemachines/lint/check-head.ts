import type { WorkflowDefinition } from '../../shared/domain/workflow/definition.ts';
import type { Problem } from '../../shared/domain/workflow/problem.ts';
import { checkInputs } from './check-inputs.ts';
import { error, warning } from './found.ts';

/** Business Central's length of a code. */
const MAX_CODE_LENGTH = 20;
/** It stands in addresses and names. */
const CODE = /^[\p{L}\p{N}](?:[\p{L}\p{N} ._&+-]*[\p{L}\p{N}._&+-])?$/u;

/** Checks code and inputs. */
export function checkHead(definition: WorkflowDefinition): Problem[] {
  const { code, steps } = definition;
  return [
    ...checkCode(code),
    ...templatePrefix(code),
    ...checkInputs(definition),
    ...(steps.length === 0 ? [NO_STEPS] : []),
  ];
}

const NO_STEPS = error('empty-steps', { pointer: '/steps', hint: 'Add a step.' }, 'The workflow does nothing.');

/** Checks the form of a code. */
export function checkCode(code: string, pointer = '/code'): Problem[] {
  if ([...code].length > MAX_CODE_LENGTH) {
    return [
      error(
        'code-too-long',
        { pointer, hint: 'Shorten it; "description" has room for more.' },
        `The code has ${[...code].length} characters; at most ${MAX_CODE_LENGTH} are allowed.`,
      ),
    ];
  }
  if (CODE.test(code)) return [];
  const hint = 'Use letters, digits, blanks inside, and . _ & + -';
  return [error('bad-code', { pointer, hint }, `"${code}" can not be a code.`)];
}

function templatePrefix(code: string): Problem[] {
  if (!/^[MW]S-/.test(code) || checkCode(code).length > 0) return [];
  const hint = 'Leave the prefix out, as copies of templates do.';
  return [warning('template-prefix', { pointer: '/code', hint }, `${code} looks like the code of a template.`)];
}
