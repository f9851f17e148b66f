import type { Json, JsonObject } from '../../../shared/domain/json/json.ts';
import { at, type Diagnostic, isObject, violation } from './diagnostic.ts';
import { checkExpressions } from './expression-checks.ts';
import { checkState } from './state-checks.ts';

/** What is known of the states around a program. */
export interface Surroundings {
  /** The language of states that do not say theirs. */
  readonly language: Json;
  /** Names of all states so far: they are unique in the whole machine. */
  readonly names: Set<string>;
}

const LONGEST_NAME = 80;

/** Checks the states of a machine, a branch or a processor, and where they lead. */
export function checkProgram(program: JsonObject, location: string, around: Surroundings): Diagnostic[] {
  const { StartAt, States } = program;
  const missing = ['StartAt', 'States'].filter((name) => program[name] === undefined);
  if (missing.length > 0 || !isObject(States)) {
    const names = missing.length > 0 ? missing : ['States'];
    return names.map((name) => violation(location, `The field '${name}' is required but was missing`));
  }
  if (Object.keys(States).length === 0) return [violation(at(location, 'States'), 'There must be at least one state')];
  return [
    ...Object.entries(States).flatMap(([name, state]) => {
      const where = at(at(location, 'States'), name);
      return isObject(state)
        ? [...checkName(name, where, around), ...checkOne(state, where, around)]
        : [violation(where, 'The value must be an object')];
    }),
    ...checkTransitions({ StartAt, States }, location),
    ...checkEnd(States, location),
  ];
}

function checkOne(state: JsonObject, location: string, around: Surroundings): Diagnostic[] {
  if ((state.QueryLanguage ?? around.language) !== 'JSONata') {
    return [violation(location, "The QueryLanguage 'JSONPath' is not supported here: the state must be 'JSONata'")];
  }
  return [
    ...checkState(state, location),
    ...checkExpressions(state, location),
    ...programsOf(state).flatMap(([field, program]) => checkProgram(program, `${location}/${field}`, around)),
  ];
}

function checkName(name: string, location: string, { names }: Surroundings): Diagnostic[] {
  if (name.length > LONGEST_NAME || name.length === 0) {
    return [violation(location, `The name of a state must have 1 to ${LONGEST_NAME} characters`)];
  }
  const twice = names.has(name);
  names.add(name);
  return twice ? [{ code: 'DUPLICATE_STATE_NAME', message: `Duplicate State name: ${name}`, location }] : [];
}

function checkTransitions(
  { StartAt, States }: { StartAt: Json | undefined; States: JsonObject },
  location: string,
): Diagnostic[] {
  const lost = (where: string, field: string, target: string): Diagnostic[] =>
    Object.hasOwn(States, target)
      ? []
      : [{ code: 'MISSING_TRANSITION_TARGET', message: `Missing '${field}' target: ${target}`, location: where }];
  if (typeof StartAt !== 'string') return [violation(at(location, 'StartAt'), 'The value must be a string')];
  const states = at(location, 'States');
  const reached = reachedFrom(StartAt, States);
  return [
    ...lost(at(location, 'StartAt'), 'StartAt', StartAt),
    ...Object.entries(States).flatMap(([name, state]) =>
      targetsOf(state).flatMap(([field, target]) =>
        lost(`${at(states, name)}/${field}`, field.split('/').at(-1) ?? field, target),
      ),
    ),
    ...Object.keys(States)
      .filter((name) => !reached.has(name))
      .map(
        (name): Diagnostic => ({
          code: 'MISSING_TRANSITION_TARGET',
          message: `State "${name}" is not reachable.`,
          location: at(states, name),
        }),
      ),
  ];
}

/** Somewhere it must be able to end. */
function checkEnd(states: JsonObject, location: string): Diagnostic[] {
  const ends = Object.values(states).some(
    (state) => isObject(state) && (state.End === true || state.Type === 'Succeed' || state.Type === 'Fail'),
  );
  if (ends) return [];
  return [{ code: 'MISSING_END_STATE', message: 'There is no state that ends', location: at(location, 'States') }];
}

/** Where a state may lead, each with the field that says so. */
function targetsOf(state: Json): [field: string, target: string][] {
  if (!isObject(state)) return [];
  const nested = ['Choices', 'Catch'].flatMap((list): [string, Json | undefined][] => {
    const rules = state[list];
    return Array.isArray(rules)
      ? rules.map((rule, index) => [`${list}/${index}/Next`, isObject(rule) ? rule.Next : undefined])
      : [];
  });
  const all: [string, Json | undefined][] = [['Next', state.Next], ['Default', state.Default], ...nested];
  return all.filter((entry): entry is [string, string] => typeof entry[1] === 'string');
}

function reachedFrom(start: string, states: JsonObject): Set<string> {
  const reached = new Set<string>();
  const open = [start];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const state = states[name];
    if (reached.has(name) || state === undefined) continue;
    reached.add(name);
    open.push(...targetsOf(state).map(([, target]) => target));
  }
  return reached;
}

function programsOf(state: JsonObject): [field: string, program: JsonObject][] {
  const branches = Array.isArray(state.Branches) ? state.Branches : [];
  const all: [string, Json | undefined][] = [
    ['ItemProcessor', state.ItemProcessor],
    ...branches.map((branch, index): [string, Json] => [`Branches/${index}`, branch]),
  ];
  return all.filter((entry): entry is [string, JsonObject] => isObject(entry[1]));
}
