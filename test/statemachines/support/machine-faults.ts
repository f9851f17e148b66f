import { type Machine, type State, successors } from '../../../statemachines/compiler/asl.ts';
import { readExpression } from '../../../statemachines/lint/read-expression.ts';

/** What Step Functions, or our own promises, would not accept of a machine. Empty when it is sound. */
export function machineFaults(machine: Machine): string[] {
  const names = Object.keys(machine.States);
  const led = new Set([machine.StartAt, ...Object.values(machine.States).flatMap(successors)]);
  return [
    ...names.filter((name) => name.length > 80).map((name) => `name longer than 80: ${name}`),
    ...names.filter((name) => !led.has(name)).map((name) => `nothing leads to ${name}`),
    ...[...led].filter((name) => !names.includes(name)).map((name) => `no state ${name}`),
    ...Object.entries(machine.States).flatMap(([name, state]) => stateFaults(name, state)),
    ...(JSON.stringify(machine).length > 1_048_576 ? ['larger than 1 MiB'] : []),
  ];
}

function stateFaults(name: string, state: State): string[] {
  return [...taskFaults(name, state), ...expressionFaults(name, state)];
}

/** Every call retries what is transient and has a timeout; every wait hands out its token; nothing else sees one. */
function taskFaults(name: string, state: State): string[] {
  if (state.Type !== 'Task') return JSON.stringify(state).includes('Task.Token') ? [`${name} sees a token`] : [];
  const isWait = state.Resource.endsWith('.waitForTaskToken');
  const tokens = JSON.stringify(state).split('Task.Token').length - 1;
  return [
    ...(tokens === Number(isWait) ? [] : [`${name}: ${tokens} tokens`]),
    ...(state.TimeoutSeconds >= 1 && state.TimeoutSeconds <= 99_999_999 ? [] : [`${name}: no timeout`]),
    ...(state.Retry.some(({ ErrorEquals }) => ErrorEquals.includes('Lambda.ServiceException'))
      ? []
      : [`${name}: no retry`]),
    ...(isWait && state.Retry.some(({ ErrorEquals }) => ErrorEquals.includes('States.Timeout'))
      ? [`${name}: retries its own timeout`]
      : []),
  ];
}

function expressionFaults(name: string, value: unknown): string[] {
  if (typeof value === 'string') {
    if (!value.startsWith('{%')) return [];
    const read = readExpression(value.slice(2, -2));
    return read.kind === 'read' ? [] : [`${name}: ${value}: ${read.message}`];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap((member) => expressionFaults(name, member));
}
