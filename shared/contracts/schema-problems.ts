import type { z } from 'zod';
import { didYouMean } from '../domain/workflow/did-you-mean.ts';
import { jsonPointer } from '../domain/workflow/json-pointer.ts';
import type { Problem } from '../domain/workflow/problem.ts';
import { STEP_KINDS } from '../domain/workflow/step-kind.ts';
import { TRIGGER_KINDS } from './workflow-definition.ts';

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

/** What zod found wrong with `value`, in words for the author of a workflow. */
export function schemaProblems(issues: readonly Issue[], value: unknown): Problem[] {
  return issues.flatMap((issue) => problemsOf(issue, issue.path, value));
}

function problemsOf(issue: Issue, path: Path, value: unknown): Problem[] {
  switch (issue.code) {
    case 'invalid_union':
      return unionProblems(issue, path, value);
    case 'unrecognized_keys':
      return issue.keys.map((key) => problem('unknown-member', [...path, key], `There is no member "${key}" here.`));
    case 'invalid_type':
      return [typeProblem(issue, path, value)];
    case 'invalid_value':
      return [problem('invalid-value', path, `It must be one of ${issue.values.map(String).join(', ')}.`)];
    default:
      return [problem('invalid-value', path, issue.message)];
  }
}

function typeProblem(issue: z.core.$ZodIssueInvalidType, path: Path, value: unknown): Problem {
  const actual = valueAt(value, path);
  if (actual === undefined)
    return problem('missing-member', path, `"${String(path.at(-1) ?? 'definition')}" is required.`);
  return problem('wrong-type', path, `It must be ${named(issue.expected)}, not ${named(typeName(actual))}.`);
}

/** A union of kinds is told by the member that names the kind; the problems of that kind alone are of interest. */
function unionProblems(issue: z.core.$ZodIssueInvalidUnion, path: Path, value: unknown): Problem[] {
  const kinds: readonly string[] | undefined =
    path.at(-1) === 'on' ? TRIGGER_KINDS : issue.errors.length === STEP_KINDS.length ? STEP_KINDS : undefined;
  const actual = valueAt(value, path);
  if (!kinds) return plainUnionProblems(issue, path, value);
  if (typeName(actual) !== 'object') {
    return [problem('wrong-type', path, `It must be an object with one of ${kinds.join(', ')}.`)];
  }
  const members = Object.keys(Object(actual));
  const present = kinds.filter((kind) => members.includes(kind));
  const [kind] = present;
  if (kind === undefined || present.length > 1) return [kindProblem({ kinds, present, members }, path)];
  const errors = issue.errors[kinds.indexOf(kind)] ?? [];
  return errors.flatMap((error) => problemsOf(error, [...path, ...error.path], value));
}

/** A union without kinds: what is wrong by the option that has the right type, or which types there are. */
function plainUnionProblems(issue: z.core.$ZodIssueInvalidUnion, path: Path, value: unknown): Problem[] {
  const fitting = issue.errors.filter((errors) =>
    errors.every((error) => error.path.length > 0 || !saysOtherType(error)),
  );
  const [nearest] = fitting.sort((left, right) => left.length - right.length);
  if (nearest) return nearest.flatMap((error) => problemsOf(error, [...path, ...error.path], value));
  const types = new Set(issue.errors.flat().flatMap((error) => (saysOtherType(error) ? expectedOf(error) : [])));
  return [problem('wrong-type', path, `It must be ${inWords([...types])}.`)];
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
    return problem(
      'ambiguous-kind',
      path,
      `It has ${present.join(' and ')}; only one of ${kinds.join(', ')} can stand in one place.`,
    );
  }
  const meant = members.map((member) => didYouMean(member, kinds)).find((kind) => kind !== undefined);
  const wanted = problem('unknown-kind', path, `It needs one of ${kinds.join(', ')}.`);
  return meant ? { ...wanted, hint: `Did you mean ${meant}?` } : wanted;
}

function problem(code: string, path: Path, message: string): Problem {
  return { code, severity: 'error', pointer: jsonPointer(path), message };
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
