import { type ParsedDefinition, parseDefinition } from '../contracts/parse-definition.ts';
import { problemsBeside } from '../contracts/sound-parts.ts';
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

interface CheckPorts {
  readonly store: ItemStore;
  readonly clock: Clock;
  readonly compiler: WorkflowCompiler;
}

/** Checks a definition as it was written, against what the company's sources declare and what else there is in the company. */
export async function checkDefinition(
  ports: CheckPorts,
  company: string,
  written: unknown,
): Promise<CheckedDefinition> {
  return checkParsed(ports, company, parseDefinition(written));
}

/** As {@link checkDefinition}, of one whose form was looked at already. */
export async function checkParsed(
  ports: CheckPorts,
  company: string,
  parsed: ParsedDefinition,
): Promise<CheckedDefinition> {
  if ('definition' in parsed) {
    const { definition } = parsed;
    return { definition, problems: await problemsOf(ports, company, definition) };
  }
  const { problems, sound } = parsed;
  if (!sound) return { problems };
  return { problems: [...problems, ...problemsBeside(sound, await problemsOf(ports, company, sound.definition))] };
}

async function problemsOf(
  ports: CheckPorts,
  company: string,
  definition: WorkflowDefinition,
): Promise<readonly Problem[]> {
  const sources = await findSources(ports, company);
  const declared = sources.flatMap(({ events }) => events ?? []);
  const own = await ports.compiler.validate(definition, declared);
  const commands = checkCommands((await ports.compiler.commands?.(definition)) ?? [], sources);
  return [...own, ...commands, ...(await checkAmongOthers(ports, company, definition))];
}

/** True when the workflow can not be enabled. */
export function hasErrors(problems: readonly Problem[]): boolean {
  return problems.some(({ severity }) => severity === 'error');
}
