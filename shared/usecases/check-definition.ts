import { parseDefinition } from '../contracts/parse-definition.ts';
import type { WorkflowDefinition } from '../domain/workflow/definition.ts';
import type { Problem } from '../domain/workflow/problem.ts';
import type { WorkflowCompiler } from '../domain/workflow/workflow-compiler.ts';
import type { Clock } from '../ports/clock.ts';
import type { ItemStore } from '../ports/item-store.ts';
import { checkAmongOthers } from './check-among-others.ts';
import { checkCommands } from './check-commands.ts';
import { findSources } from './list-sources.ts';

/** A definition with everything that is wrong with it. `definition` is absent where even its form is wrong. */
export interface CheckedDefinition {
  readonly definition?: WorkflowDefinition;
  readonly problems: readonly Problem[];
}

/** Checks a definition as it was written, against what the company's sources declare and what else there is in the company. */
export async function checkDefinition(
  ports: { store: ItemStore; clock: Clock; compiler: WorkflowCompiler },
  company: string,
  written: unknown,
): Promise<CheckedDefinition> {
  const parsed = parseDefinition(written);
  if ('problems' in parsed) return { problems: parsed.problems };
  const sources = await findSources(ports, company);
  const declared = sources.flatMap(({ events }) => events ?? []);
  const { definition } = parsed;
  const own = await ports.compiler.validate(definition, declared);
  const commands = checkCommands((await ports.compiler.commands?.(definition)) ?? [], sources);
  return { definition, problems: [...own, ...commands, ...(await checkAmongOthers(ports, company, definition))] };
}

/** True when the workflow can not be enabled. */
export function hasErrors(problems: readonly Problem[]): boolean {
  return problems.some(({ severity }) => severity === 'error');
}
