import { canonicalEvent } from '../event/business-central-events.ts';
import type { Step, WorkflowDefinition } from '../workflow/definition.ts';
import { jsonPointer } from '../workflow/json-pointer.ts';
import { walkSteps } from '../workflow/walk-steps.ts';
import type { Choices } from './simulation.ts';

/** A choice that nothing in the definition stands for. */
export interface ChoiceFault {
  /** JSON pointer into the choices. */
  readonly pointer: string;
  readonly detail: string;
}

/** Choices for steps that are no waits, or ways that a wait has not. Without this they would be taken for "nothing came". */
export function choiceFaults(definition: WorkflowDefinition, choices: Choices): readonly ChoiceFault[] {
  const waits = [...walkSteps(definition)].filter(({ step }) => 'when' in step || 'approve' in step || 'task' in step);
  return Object.entries(choices).flatMap(([name, list]): ChoiceFault[] => {
    const wait = waits.find(({ step, pointer }) => step.id === name || pointer === name);
    if (wait) return list.flatMap((choice, index) => faultOf(wait.step, choice, jsonPointer([name, index])) ?? []);
    const known = waits.map(({ step, pointer }) => step.id ?? pointer).join(', ');
    const detail = known === '' ? 'The workflow waits for nothing.' : `No wait is called ${name}. There are ${known}.`;
    return [{ pointer: jsonPointer([name]), detail }];
  });
}

function faultOf(step: Step, choice: number | string, pointer: string): ChoiceFault | undefined {
  if (choice === 'timeout') {
    const hasLimit = 'timeout' in step && step.timeout !== undefined;
    return hasLimit ? undefined : { pointer, detail: 'This step has no timeout.' };
  }
  if (!('when' in step)) return undefined;
  const isBranch = step.when.some(({ event }, index) => index === choice || isEvent(event, choice));
  if (isBranch) return undefined;
  const branches = step.when.map(({ event }, index) => `${index} (${event})`).join(', ');
  return { pointer, detail: `There is no branch ${choice}. There are ${branches}.` };
}

/** A choice may call an event by either name, too. */
export function isEvent(event: string, choice: number | string): boolean {
  return typeof choice === 'string' && canonicalEvent(event) === canonicalEvent(choice);
}
