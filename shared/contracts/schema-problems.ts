import type { z } from 'zod';
import { didYouMean } from '../domain/workflow/did-you-mean.ts';
import { jsonPointer } from '../domain/workflow/json-pointer.ts';
import type { Problem } from '../domain/workflow/problem.ts';
import { STEP_KINDS } from '../domain/workflow/step-kind.ts';
import { descriptionAt, membersAt } from './schema-places.ts';
import { TRIGGER_KINDS } from './workflow-definition.ts';

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

/** What was checked, and against what. */
interface Checked {
  readonly schema: z.core.$ZodType;
  readonly value: unknown;
}

/** What zod found wrong with `value`, in words for the author of a workflow. */
export function schemaProblems(issues: readonly Issue[], checked: Checked): Problem[] {
  return issues.flatMap((issue) => problemsOf(issue, issue.path, checked));
}

function problemsOf(issue: Issue, path: Path, checked: Checked): Problem[] {
  switch (issue.code) {
    case 'invalid_union':
      return unionProblems(issue, path, checked);
    case 'unrecognized_keys':
      return issue.keys.map((key) => unknownMember(key, path, checked));
    case 'invalid_type':
      return [typeProblem(issue.expected, path, checked)];
    case 'invalid_value':
      return [valueProblem(issue, path, checked)];
    default:
      return [problem('invalid-value', path, { message: sentence(issue.message), hint: meaningAt(path, checked) })];
  }
}

function unknownMember(key: string, path: Path, { schema, value }: Checked): Problem {
  const members = membersAt(schema, path, value);
  const similar = didYouMean(key, members);
  const known = members.length > 0 ? `There may be ${members.join(', ')}.` : 'Leave it out: nothing may stand here.';
  const hint = similar === undefined ? known : `Did you mean ${similar}?`;
  return problem('unknown-member', [...path, key], { message: `There is no member "${key}" here.`, hint });
}

function typeProblem(expected: string, path: Path, checked: Checked): Problem {
  const actual = valueAt(checked.value, path);
  if (actual === undefined) return missing(path, checked);
  const message = `It must be ${named(expected)}, not ${named(typeName(actual))}.`;
  return problem('wrong-type', path, { message, hint: meaningAt(path, checked) });
}

function valueProblem({ values }: z.core.$ZodIssueInvalidValue, path: Path, checked: Checked): Problem {
  const names = values.map(String);
  const actual = valueAt(checked.value, path);
  if (actual === undefined) return missing(path, checked);
  const similar = typeof actual === 'string' ? didYouMean(actual, names) : undefined;
  const hint = similar === undefined ? meaningAt(path, checked) : `Did you mean ${similar}?`;
  return problem('invalid-value', path, { message: `It must be one of ${names.join(', ')}.`, hint });
}

function missing(path: Path, checked: Checked): Problem {
  const name = String(path.at(-1) ?? 'definition');
  return problem('missing-member', path, { message: `"${name}" is required.`, hint: meaningAt(path, checked) });
}

/** What should stand at a place, as the schema tells editors. */
function meaningAt(path: Path, { schema, value }: Checked): string {
  return descriptionAt(schema, path, value) ?? 'See docs/workflow.schema.json for what may stand here.';
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

/** A union of kinds is told by the member that names the kind; the problems of that kind alone are of interest. */
function unionProblems(issue: z.core.$ZodIssueInvalidUnion, path: Path, checked: Checked): Problem[] {
  const kinds: readonly string[] | undefined =
    path.at(-1) === 'on' ? TRIGGER_KINDS : issue.errors.length === STEP_KINDS.length ? STEP_KINDS : undefined;
  const actual = valueAt(checked.value, path);
  if (!kinds) return plainUnionProblems(issue, path, checked);
  if (actual === undefined) return [missing(path, checked)];
  if (typeName(actual) !== 'object') {
    const message = `It must be an object with one of ${kinds.join(', ')}.`;
    return [problem('wrong-type', path, { message, hint: meaningAt(path, checked) })];
  }
  const members = Object.keys(Object(actual));
  const present = kinds.filter((kind) => members.includes(kind));
  const [kind] = present;
  if (kind === undefined || present.length > 1) return [kindProblem({ kinds, present, members }, path)];
  const errors = issue.errors[kinds.indexOf(kind)] ?? [];
  return errors.flatMap((error) => problemsOf(error, [...path, ...error.path], checked));
}

/** A union without kinds: what is wrong by the option that has the right type, or which types there are. */
function plainUnionProblems(issue: z.core.$ZodIssueInvalidUnion, path: Path, checked: Checked): Problem[] {
  const fitting = issue.errors.filter((errors) =>
    errors.every((error) => error.path.length > 0 || !saysOtherType(error)),
  );
  const [nearest] = fitting.sort((left, right) => left.length - right.length);
  if (nearest) return nearest.flatMap((error) => problemsOf(error, [...path, ...error.path], checked));
  if (valueAt(checked.value, path) === undefined) return [missing(path, checked)];
  const types = new Set(issue.errors.flat().flatMap((error) => (saysOtherType(error) ? expectedOf(error) : [])));
  return [
    problem('wrong-type', path, { message: `It must be ${inWords([...types])}.`, hint: meaningAt(path, checked) }),
  ];
}

function inWords(types: readonly string[]): string {
  const last = types.at(-1) ?? 'something else';
  return types.length > 1 ? `${types.slice(0, -1).join(', ')}, or ${last}` : last;
}

/** It says that the value is of another type altogether. */
function saysOtherType(issue: Issue): boolean {
  return issue.code === 'invalid_type' || issue.code === 'invalid_value' || issue.code === 'invalid_union';
}

function expectedOf(issue: Issue): string[] {
  if (issue.code === 'invalid_type') return [named(issue.expected)];
  if (issue.code === 'invalid_value') return [issue.values.map(String).join(', or ')];
  return issue.code === 'invalid_union' ? issue.errors.flat().flatMap(expectedOf) : [];
}

function kindProblem(
  found: { kinds: readonly string[]; present: readonly string[]; members: readonly string[] },
  path: Path,
): Problem {
  const { kinds, present, members } = found;
  if (present.length > 1) {
    const message = `It has ${present.join(' and ')}; only one of ${kinds.join(', ')} can stand in one place.`;
    return problem('ambiguous-kind', path, { message, hint: 'Make one of each, one after the other.' });
  }
  const meant = members.map((member) => didYouMean(member, kinds)).find((kind) => kind !== undefined);
  const hint = meant ? `Did you mean ${meant}?` : 'Say by one of these members what kind it is.';
  return problem('unknown-kind', path, { message: `It needs one of ${kinds.join(', ')}.`, hint });
}

function problem(code: string, path: Path, { message, hint }: Pick<Problem, 'message' | 'hint'>): Problem {
  return { code, severity: 'error', pointer: jsonPointer(path), message, hint };
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (found, name) => (typeof found === 'object' && found !== null ? Reflect.get(found, name) : undefined),
    value,
  );
}

function typeName(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

function named(type: string): string {
  const names: Record<string, string> = {
    string: 'a text',
    array: 'a list',
    object: 'an object',
    record: 'an object',
    number: 'a number',
    int: 'a whole number',
    boolean: 'true or false',
    null: 'nothing',
  };
  return names[type] ?? type;
}
