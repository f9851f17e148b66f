import { canonicalEvent } from '../../shared/domain/event/business-central-events.ts';
import type { WorkflowDefinition } from '../../shared/domain/workflow/definition.ts';
import type { CompiledWorkflow, StateOrigin, WaitBranch } from '../../shared/domain/workflow/workflow.ts';
import { type Machine, type State, successors } from './asl.ts';
import { type Assembled, assemble } from './assemble.ts';
import type { CompileTarget } from './assembly.ts';
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
  const reachable = reachableStates(assembled);
  const machine: Machine = {
    Comment: definition.description ? `${definition.code}: ${definition.description}` : definition.code,
    QueryLanguage: 'JSONata',
    StartAt: assembled.start,
    States: Object.fromEntries(reachable),
  };
  const waits = waitsOf(assembled.plan);
  return {
    machine: JSON.stringify(machine, null, 2),
    listensTo: listensTo(waits, assembled),
    waits,
    states: Object.fromEntries(reachable.map(([name]) => [name, originOf(name, assembled)])),
  };
}

/** Step Functions refuses a machine with a state that nothing leads to. */
function reachableStates({ start, states }: Assembled): [string, State][] {
  const reached = new Set<string>();
  const open = [start];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const state = states.get(name);
    if (!state || reached.has(name)) continue;
    reached.add(name);
    open.push(...successors(state));
  }
  return [...states].filter(([name]) => reached.has(name));
}

function originOf(name: string, { origins }: Assembled): StateOrigin {
  return origins.get(name) ?? { step: name, kind: 'state', title: name };
}

function waitsOf(plan: readonly PlannedStep[]): Record<string, readonly WaitBranch[]> {
  const waits: Record<string, readonly WaitBranch[]> = {};
  const visit = ({ step, id, nested }: PlannedStep): void => {
    if ('when' in step) {
      waits[id] = step.when.map(({ event, where }) => ({ event: canonicalEvent(event), ...(where && { where }) }));
    }
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
