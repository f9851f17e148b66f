import jsonata from 'jsonata';
import type { Json, JsonObject } from '../../shared/domain/json/json.ts';
import { expressionIn } from './expressions.ts';
import { MAX_DEFINITION_BYTES } from './limits.ts';
import { taskResource } from './task-resource.ts';

/** Fields of JSONPath mode, which has no place in a JSONata machine. */
const JSONPATH_FIELDS = [
  'InputPath',
  'OutputPath',
  'ResultPath',
  'ResultSelector',
  'Parameters',
  'Result',
  'SecondsPath',
  'TimestampPath',
];
const STATE_FIELDS: Readonly<Record<string, readonly string[]>> = {
  Pass: ['Assign', 'Output', 'Next', 'End'],
  Task: [
    'Resource',
    'Arguments',
    'Assign',
    'Output',
    'TimeoutSeconds',
    'HeartbeatSeconds',
    'Retry',
    'Catch',
    'Next',
    'End',
    'Credentials',
  ],
  Choice: ['Choices', 'Default', 'Assign', 'Output'],
  Wait: ['Seconds', 'Timestamp', 'Assign', 'Output', 'Next', 'End'],
  Succeed: ['Output'],
  Fail: ['Error', 'Cause'],
};
const COMMON_FIELDS = ['Type', 'Comment', 'QueryLanguage'];

/** Everything that keeps a definition from being created, each as a sentence; none when it is fine. */
export function validateDefinition(text: string): string[] {
  if (Buffer.byteLength(text) > MAX_DEFINITION_BYTES) return ['The definition is larger than 1 MiB.'];
  const machine = parse(text);
  if (!isObject(machine)) return ['The definition is not a JSON object.'];
  const states = isObject(machine.States) ? machine.States : {};
  const names = Object.keys(states);
  return [
    ...(machine.QueryLanguage === 'JSONata'
      ? []
      : ['QueryLanguage must be JSONata: JSONPath mode is not supported here.']),
    ...(names.length === 0 ? ['States must hold at least one state.'] : []),
    ...(typeof machine.StartAt === 'string' && names.includes(machine.StartAt) ? [] : ['StartAt must name a state.']),
    ...names.flatMap((name) => faultsOfState(name, states[name] ?? null, names)),
    ...unreachable(machine.StartAt, states).map((name) => `State '${name}': nothing leads to it.`),
  ];
}

function faultsOfState(name: string, state: Json, names: readonly string[]): string[] {
  const at = (text: string) => `State '${name}': ${text}`;
  if (!isObject(state)) return [at('it is not an object.')];
  const type = String(state.Type);
  const fields = STATE_FIELDS[type];
  if (!fields) return [at(`the type ${type} is not supported here.`)];
  const wrongTargets = targetsOf(state).filter((target) => !names.includes(target));
  const unknown = Object.keys(state).filter((field) => !fields.includes(field) && !COMMON_FIELDS.includes(field));
  return [
    ...(name.length > 80 ? [at('its name is longer than 80 characters.')] : []),
    ...(state.QueryLanguage === undefined || state.QueryLanguage === 'JSONata'
      ? []
      : [at('only JSONata is supported here.')]),
    ...unknown.map((field) =>
      at(JSONPATH_FIELDS.includes(field) ? `${field} is a JSONPath field.` : `${field} is not a field of ${type}.`),
    ),
    ...wrongTargets.map((target) => at(`there is no state '${target}' to go to.`)),
    ...faultsOfType(type, state).map(at),
    ...faultsOfExpressions(state, '').map(at),
  ];
}

function faultsOfType(type: string, state: JsonObject): string[] {
  const leads = ['Pass', 'Task', 'Wait'].includes(type);
  const onward = (typeof state.Next === 'string') !== (state.End === true);
  const faults = leads && !onward ? ['exactly one of Next and End is needed.'] : [];
  if (type === 'Task' && !(typeof state.Resource === 'string' && taskResource(state.Resource))) {
    faults.push(`the resource ${String(state.Resource)} is not supported here.`);
  }
  if (type === 'Choice' && !(Array.isArray(state.Choices) && state.Choices.length > 0))
    faults.push('Choices must not be empty.');
  if (type === 'Wait' && (state.Seconds === undefined) === (state.Timestamp === undefined)) {
    faults.push('exactly one of Seconds and Timestamp is needed.');
  }
  return faults;
}

/** All states that a state may lead to. */
function targetsOf(state: JsonObject): string[] {
  const nested = [state.Choices, state.Catch].flatMap((list) => (Array.isArray(list) ? list : []));
  return [state.Next, state.Default, ...nested.map((rule) => (isObject(rule) ? rule.Next : undefined))].filter(
    (target) => typeof target === 'string',
  );
}

function unreachable(start: Json | undefined, states: JsonObject): string[] {
  const reached = new Set<string>();
  const open = typeof start === 'string' ? [start] : [];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const state = states[name];
    if (reached.has(name) || !isObject(state)) continue;
    reached.add(name);
    open.push(...targetsOf(state));
  }
  return Object.keys(states).filter((name) => !reached.has(name));
}

function faultsOfExpressions(value: Json, path: string): string[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => faultsOfExpressions(item, `${path}[${index}]`));
  if (isObject(value))
    return Object.entries(value).flatMap(([name, item]) => faultsOfExpressions(item, path ? `${path}/${name}` : name));
  const expression = typeof value === 'string' ? expressionIn(value) : undefined;
  if (expression === undefined) return [];
  try {
    jsonata(expression);
    return [];
  } catch (error) {
    const { message, position } = Object(error);
    return [`${path}: ${String(message)} (at character ${String(position)}).`];
  }
}

function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
