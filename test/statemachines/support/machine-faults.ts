import { type Machine, type Section, type State, sectionsOf, successors } from '../../../statemachines/compiler/asl.ts';
import { readExpression } from '../../../statemachines/lint/read-expression.ts';

/** What Step Functions, or our own promises, would not accept of a machine. Empty when it is sound. */
export function machineFaults(machine: Machine): string[] {
  const names = namesIn(machine);
  return [
    ...sectionFaults(machine),
    ...names.filter((name) => name.length > 80).map((name) => `name longer than 80: ${name}`),
    ...names.filter((name, index) => names.indexOf(name) !== index).map((name) => `two states are called ${name}`),
    ...scopeFaults(machine, new Set()),
    ...(JSON.stringify(machine).length > 1_048_576 ? ['larger than 1 MiB'] : []),
  ];
}

function namesIn(section: Section): string[] {
  return Object.entries(section.States).flatMap(([name, state]) => [name, ...sectionsOf(state).flatMap(namesIn)]);
}

/** Each section is closed: all states are led to from inside, and nothing leads out. */
function sectionFaults({ StartAt, States }: Section): string[] {
  const names = Object.keys(States);
  const led = new Set([StartAt, ...Object.values(States).flatMap(successors)]);
  return [
    ...names.filter((name) => !led.has(name)).map((name) => `nothing leads to ${name}`),
    ...[...led].filter((name) => !names.includes(name)).map((name) => `no state ${name}`),
    ...Object.entries(States).flatMap(([name, state]) => [
      ...stateFaults(name, state),
      ...sectionsOf(state).flatMap(sectionFaults),
    ]),
  ];
}

function stateFaults(name: string, state: State): string[] {
  return [...taskFaults(name, state), ...waitFaults(name, state), ...expressionFaults(name, withoutSections(state))];
}

/** A variable of a branch can not have the name of one around it. */
function scopeFaults(section: Section, around: ReadonlySet<string>): string[] {
  const assigned = Object.values(section.States).flatMap(assignedBy);
  const known = new Set([...around, ...assigned]);
  return [
    ...assigned.filter((name) => around.has(name)).map((name) => `$${name} is assigned inside and outside of a branch`),
    ...Object.values(section.States).flatMap((state) =>
      sectionsOf(state).flatMap((inner) => scopeFaults(inner, known)),
    ),
  ];
}

function assignedBy(state: State): string[] {
  const own = 'Assign' in state ? Object.keys(state.Assign ?? {}) : [];
  const caught = 'Catch' in state ? (state.Catch ?? []).flatMap(({ Assign }) => Object.keys(Assign ?? {})) : [];
  return [...own, ...caught];
}

/** Every call retries what is transient and has a timeout; every wait hands out its token; nothing else sees one. */
function taskFaults(name: string, state: State): string[] {
  const own = JSON.stringify(withoutSections(state));
  if (state.Type !== 'Task') return own.includes('Task.Token') ? [`${name} sees a token`] : [];
  const isWait = state.Resource.endsWith('.waitForTaskToken');
  const tokens = own.split('Task.Token').length - 1;
  return [
    ...(tokens === Number(isWait) ? [] : [`${name}: ${tokens} tokens`]),
    ...(state.TimeoutSeconds >= 1 && state.TimeoutSeconds <= 99_999_999 ? [] : [`${name}: no timeout`]),
    ...(state.Retry.some(({ ErrorEquals }) => ErrorEquals.includes(transientErrorOf(state.Resource)))
      ? []
      : [`${name}: no retry`]),
    ...(isWait && state.Retry.some(({ ErrorEquals }) => ErrorEquals.includes('States.Timeout'))
      ? [`${name}: retries its own timeout`]
      : []),
  ];
}

function transientErrorOf(resource: string): string {
  if (resource.includes(':aws-sdk:')) return 'Sfn.SdkClientException';
  return resource.includes(':lambda:') ? 'Lambda.ServiceException' : 'StepFunctions.SdkClientException';
}

function waitFaults(name: string, state: State): string[] {
  const ends = 'End' in state && state.End === true;
  const both = (state.Type === 'Pass' || state.Type === 'Wait') && (state.Next === undefined) !== ends;
  const once = state.Type !== 'Wait' || (state.Seconds === undefined) !== (state.Timestamp === undefined);
  const lastCatch = 'Catch' in state ? (state.Catch ?? []).slice(0, -1) : [];
  return [
    ...(both ? [`${name} must have either Next or End`] : []),
    ...(once ? [] : [`${name} must wait for one time`]),
    ...(lastCatch.some(({ ErrorEquals }) => ErrorEquals.includes('States.ALL'))
      ? [`${name}: States.ALL not last`]
      : []),
  ];
}

/** Without the states inside, which are looked at on their own. */
function withoutSections(state: State): object {
  if (state.Type === 'Parallel') return { ...state, Branches: [] };
  return state.Type === 'Map' ? { ...state, ItemProcessor: {} } : state;
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
