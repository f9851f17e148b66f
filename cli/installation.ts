import { actionCatalogue, findAction } from '../shared/connectors/registry.ts';
import { type BoundCompiler, bindCompiler } from '../statemachines/bind-compiler.ts';

/** The functions' names as they are on one machine; a deployment has its own. */
const FUNCTIONS = { runAction: 'run-action', awaitEvent: 'await-event' };

/** Validator and compiler with the connectors that ship with the product. */
export function shippedCompiler(): BoundCompiler {
  return bindCompiler({ catalogue: actionCatalogue(), functions: FUNCTIONS });
}

/** Business Central's function name of an action, where it has one. */
export function businessCentralNameOf(action: string): string | undefined {
  return findAction(action)?.businessCentralName;
}
