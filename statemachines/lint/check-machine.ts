import type { Problem } from '../../shared/domain/workflow/problem.ts';
import { CompileError } from '../compiler/assembly.ts';
import { error } from './found.ts';

/** AWS takes definitions of state machines up to this size, in UTF-8. */
const MAX_MACHINE_BYTES = 1_048_576;

/** What is wrong with the machine that a definition without errors compiles to. */
export function checkMachine(compileMachine: () => string): Problem[] {
  const at = { pointer: '/steps', hint: 'Move a part of it into a workflow of its own and run that.' };
  try {
    const bytes = Buffer.byteLength(compileMachine());
    if (bytes <= MAX_MACHINE_BYTES) return [];
    const message = `Its state machine has ${bytes} bytes; at most ${MAX_MACHINE_BYTES} are allowed.`;
    return [error('machine-too-large', at, message)];
  } catch (cause) {
    if (!(cause instanceof CompileError)) throw cause;
    return [error('can-not-be-compiled', { pointer: '', hint: 'Say the same in simpler steps.' }, cause.message)];
  }
}
