import type { Json, JsonObject } from '../../../shared/domain/json/json.ts';
import { MAX_SECONDS } from '../limits.ts';
import { taskResource } from '../task-resource.ts';
import { type Check, checkMembers, type Diagnostic, isObject, violation } from './diagnostic.ts';
import { catchers, retriers } from './recovery-checks.ts';
import {
  anyListOf,
  anything,
  assignments,
  expressionOr,
  listOf,
  numberFrom,
  oneOf,
  text,
  timestamp,
  truth,
} from './value-checks.ts';

const COMMON = { Type: anything, Comment: anything, QueryLanguage: anything };
const LEADING = { Next: text, End: truth };
const LEAVING = { Assign: assignments, Output: anything };
const RECOVERING = { Retry: retriers, Catch: catchers };
const seconds = (min: number): Check => expressionOr(numberFrom(min, MAX_SECONDS));

const resource: Check = (value, location) =>
  typeof value === 'string' && taskResource(value)
    ? []
    : [violation(location, `The resource '${String(value)}' is not supported here`)];

const credentials: Check = (value, location) =>
  isObject(value)
    ? checkMembers(value, location, { required: ['RoleArn'], checks: { RoleArn: text } })
    : [violation(location, 'The value must be an object')];

const choiceRule: Check = (value, location) => {
  if (!isObject(value)) return [violation(location, 'The value must be an object')];
  return checkMembers(value, location, {
    required: ['Condition', 'Next'],
    checks: { Comment: anything, Condition: expressionOr(truth), Next: text, ...LEAVING },
    refuse: refuseField,
  });
};

const processorConfig: Check = (value, location) =>
  isObject(value)
    ? checkMembers(value, location, {
        checks: {
          Mode: (mode, where) =>
            mode === 'DISTRIBUTED'
              ? [violation(where, "The mode 'DISTRIBUTED' is not supported here")]
              : oneOf('INLINE')(mode, where),
        },
      })
    : [violation(location, 'The value must be an object')];

/** What a processor or branch has beside its states, which are looked at elsewhere. */
const program = (extra: Readonly<Record<string, Check>> = {}): Check => {
  const checks = { Comment: anything, StartAt: anything, States: anything, ...extra };
  return (value, location) =>
    isObject(value) ? checkMembers(value, location, { checks }) : [violation(location, 'The value must be an object')];
};

/** For each type of state: which fields it may have, and which it must. */
const STATE_TYPES: Readonly<Record<string, { checks: Readonly<Record<string, Check>>; required: readonly string[] }>> =
  {
    Pass: { required: [], checks: { ...LEADING, ...LEAVING } },
    Task: {
      required: ['Resource'],
      checks: {
        ...LEADING,
        ...LEAVING,
        ...RECOVERING,
        Resource: resource,
        Arguments: anything,
        Credentials: credentials,
        TimeoutSeconds: seconds(1),
        HeartbeatSeconds: seconds(1),
      },
    },
    Choice: { required: ['Choices'], checks: { ...LEAVING, Choices: listOf(choiceRule), Default: text } },
    Wait: {
      required: [],
      checks: { ...LEADING, ...LEAVING, Seconds: seconds(0), Timestamp: expressionOr(timestamp) },
    },
    Succeed: { required: [], checks: { Output: anything } },
    Fail: { required: [], checks: { Error: text, Cause: text } },
    Parallel: {
      required: ['Branches'],
      checks: { ...LEADING, ...LEAVING, ...RECOVERING, Branches: listOf(program()), Arguments: anything },
    },
    Map: {
      required: ['ItemProcessor'],
      checks: {
        ...LEADING,
        ...LEAVING,
        ...RECOVERING,
        ItemProcessor: program({ ProcessorConfig: processorConfig }),
        Items: expressionOr(anyListOf(anything), 'an array or a JSONata expression'),
        ItemSelector: anything,
        MaxConcurrency: expressionOr(numberFrom(0)),
        ToleratedFailureCount: expressionOr(numberFrom(0)),
        ToleratedFailurePercentage: expressionOr(numberFrom(0, 100, true)),
        Label: text,
      },
    },
  };

const JSONPATH_FIELDS = [
  ...[
    'InputPath',
    'OutputPath',
    'ResultPath',
    'ResultSelector',
    'Parameters',
    'Result',
    'SecondsPath',
    'TimestampPath',
  ],
  ...[
    'TimeoutSecondsPath',
    'HeartbeatSecondsPath',
    'ErrorPath',
    'CausePath',
    'ItemsPath',
    'MaxConcurrencyPath',
    'Iterator',
  ],
  ...['ToleratedFailureCountPath', 'ToleratedFailurePercentagePath', 'Variable', 'And', 'Or', 'Not'],
];

/** The fields of one state by themselves; where it leads to, and what is inside of it, is looked at elsewhere. */
export function checkState(state: JsonObject, location: string): Diagnostic[] {
  const type = typeof state.Type === 'string' ? state.Type : undefined;
  if (type === undefined) return [violation(location, "The field 'Type' is required but was missing")];
  const known = Object.hasOwn(STATE_TYPES, type) ? STATE_TYPES[type] : undefined;
  if (!known) return [violation(`${location}/Type`, `There is no state type '${type}'`)];
  const { required, checks } = known;
  return [
    ...checkMembers(state, location, { required, checks: { ...COMMON, ...checks }, refuse: refuseField }),
    ...checkLeading(state, location, 'Next' in checks),
    ...checkTimes(state, location),
  ];
}

function refuseField(name: string): string {
  return JSONPATH_FIELDS.includes(name)
    ? `The QueryLanguage 'JSONata' does not support the field '${name}'`
    : `The field '${name}' is not supported by Step Functions`;
}

function checkLeading(state: JsonObject, location: string, leads: boolean): Diagnostic[] {
  if (!leads) return [];
  const onward = Number(state.Next !== undefined) + Number(state.End === true);
  return onward === 1 ? [] : [violation(location, "The state must have either the field 'Next' or 'End' set to true")];
}

function checkTimes(state: JsonObject, location: string): Diagnostic[] {
  const { Type, Seconds, Timestamp, TimeoutSeconds, HeartbeatSeconds } = state;
  if (Type === 'Wait' && (Seconds === undefined) === (Timestamp === undefined)) {
    return [violation(location, "The state must have exactly one of the fields 'Seconds' and 'Timestamp'")];
  }
  const smaller = (a: Json | undefined, b: Json | undefined) =>
    !(typeof a === 'number' && typeof b === 'number') || a < b;
  return smaller(HeartbeatSeconds, TimeoutSeconds)
    ? []
    : [violation(location, "'HeartbeatSeconds' must be smaller than 'TimeoutSeconds'")];
}
