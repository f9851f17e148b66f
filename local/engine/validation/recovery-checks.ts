import type { Json } from '../../../shared/domain/json/json.ts';
import { at, type Check, checkMembers, type Diagnostic, isObject, violation } from './diagnostic.ts';
import { anything, assignments, listOf, numberFrom, oneOf, text } from './value-checks.ts';

/** Step Functions never waits longer between two tries. */
const LONGEST_DELAY_SECONDS = 31_622_400;

const errorNames: Check = (value, location) => [
  ...listOf(text)(value, location),
  ...(Array.isArray(value) && value.includes('States.ALL') && value.length > 1
    ? [violation(location, "'States.ALL' must appear alone")]
    : []),
];

const retrier: Check = (value, location) => {
  if (!isObject(value)) return [violation(location, 'The value must be an object')];
  const { IntervalSeconds: interval = 1, MaxDelaySeconds: longest } = value;
  const order =
    typeof longest === 'number' && typeof interval === 'number' && longest <= interval
      ? [violation(location, "'MaxDelaySeconds' must be greater than 'IntervalSeconds'")]
      : [];
  const members = checkMembers(value, location, {
    required: ['ErrorEquals'],
    checks: {
      Comment: anything,
      ErrorEquals: errorNames,
      IntervalSeconds: numberFrom(1, 99_999_999),
      MaxAttempts: numberFrom(0, 99_999_999),
      BackoffRate: numberFrom(1, Number.MAX_SAFE_INTEGER, true),
      MaxDelaySeconds: numberFrom(1, LONGEST_DELAY_SECONDS - 1),
      JitterStrategy: oneOf('FULL', 'NONE'),
    },
  });
  return [...members, ...order];
};

const catcher: Check = (value, location) => {
  if (!isObject(value)) return [violation(location, 'The value must be an object')];
  const checks = { Comment: anything, ErrorEquals: errorNames, Next: text, Assign: assignments, Output: anything };
  return checkMembers(value, location, { required: ['ErrorEquals', 'Next'], checks });
};

/** The Retry field of a state. */
export const retriers: Check = (value, location) => listWithAllLast(value, { location, check: retrier });

/** The Catch field of a state. */
export const catchers: Check = (value, location) => listWithAllLast(value, { location, check: catcher });

/** What covers every error may only come last, for whatever follows it could never be reached. */
function listWithAllLast(value: Json, { location, check }: { location: string; check: Check }): Diagnostic[] {
  if (!Array.isArray(value)) return [violation(location, 'The value must be an array')];
  const early = value.findIndex(
    (item, index) =>
      index < value.length - 1 &&
      isObject(item) &&
      Array.isArray(item.ErrorEquals) &&
      item.ErrorEquals.includes('States.ALL'),
  );
  return [
    ...value.flatMap((item, index) => check(item, at(location, index))),
    ...(early < 0 ? [] : [violation(at(location, early), "'States.ALL' must appear in the last element only")]),
  ];
}
