import { canonicalEvent } from '../../shared/domain/event/business-central-events.ts';
import type { WorkflowDefinition } from '../../shared/domain/workflow/definition.ts';
import type { CompiledWorkflow, StateOrigin, WaitBranch } from '../../shared/domain/workflow/workflow.ts';
import { type Machine, type Section, sectionsOf } from './asl.ts';
import { type Assembled, assemble } from './assemble.ts';
import type { CompileTarget } from './assembly.ts';
import { waitBranchesOf } from './implied-actions.ts';
import type { PlannedStep } from './plan-steps.ts';

/** What a source sends when it has done a command that it had only accepted. */
const COMMAND_COMPLETED = 'command.completed';

/**
 * Turns a definition that `validate` found no error in into a state machine. Pure: the same definition and target give the same bytes.
 *
 * @throws CompileError when the definition names what does not exist.
 */
export function compile(definition: WorkflowDefinition, target: CompileTarget): CompiledWorkflow {
  const assembled = assemble(definition, target);
  const machine: Machine = {
    Comment: definition.description ? `${definition.code}: ${definition.description}` : definition.code,
    QueryLanguage: 'JSONata',
    StartAt: assembled.StartAt,
    States: assembled.States,
  };
  const waits = waitsOf(assembled.plan);
  return {
    machine: JSON.stringify(machine, null, 2),
    listensTo: listensTo(waits, assembled),
    waits,
    states: Object.fromEntries(stateNamesIn(assembled).map((name) => [name, originOf(name, assembled)])),
  };
}

/** All states, those of branches behind the state that they stand in. */
function stateNamesIn(section: Section): string[] {
  return Object.entries(section.States).flatMap(([name, state]) => [name, ...sectionsOf(state).flatMap(stateNamesIn)]);
}

function originOf(name: string, { origins }: Assembled): StateOrigin {
  return origins.get(name) ?? { step: name, kind: 'state', title: name };
}

function waitsOf(plan: readonly PlannedStep[]): Record<string, readonly WaitBranch[]> {
  const waits: Record<string, readonly WaitBranch[]> = {};
  const visit = ({ step, id, nested }: PlannedStep): void => {
    const branches = waitBranchesOf(step);
    if (branches) waits[id] = branches.map((branch) => ({ ...branch, event: canonicalEvent(branch.event) }));
    nested.flat().forEach(visit);
  };
  plan.forEach(visit);
  return waits;
}

/** Sorted. A run that sends commands also hears that they are done, perhaps before it waits for that. */
function listensTo(waits: Record<string, readonly WaitBranch[]>, { origins }: Assembled): string[] {
  const events = Object.values(waits).flatMap((branches) => branches.map((branch) => branch.event));
  const commands = [...origins.values()].some((origin) => origin.kind === 'command');
  return [...new Set([...events, ...(commands ? [COMMAND_COMPLETED] : [])])].sort();
}
