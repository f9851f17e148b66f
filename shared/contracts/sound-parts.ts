import type { WorkflowDefinition } from '../domain/workflow/definition.ts';
import { jsonPointer, pointerPath } from '../domain/workflow/json-pointer.ts';
import type { Problem } from '../domain/workflow/problem.ts';
import { workflowDefinition } from './workflow-definition.ts';

/** What of a definition can be checked although the form of the rest is wrong. */
export interface SoundParts {
  /** The definition with something harmless in place of what has a wrong form. Only good for being checked. */
  readonly definition: WorkflowDefinition;
  /** Where that stands: JSON pointers. */
  readonly replaced: readonly string[];
}

const LISTS_OF_STEPS = ['steps', 'then', 'else', 'try', 'catch'];
const HARMLESS: Readonly<Record<string, unknown>> = {
  code: 'X',
  kind: 'automated',
  on: { event: 'something.happened' },
  steps: [{ stop: 'succeeded' }],
};
/** Problems that speak of a definition as a whole, or of its kind: what was replaced may be the very thing that they miss. */
const ABOUT_ALL = [
  'branch-never-taken',
  'endless-loop',
  'inputs-not-asked',
  'limits-not-available',
  'no-response',
  'nobody-to-answer',
  'revert-without-apply',
  'same-conditions',
  'trigger-does-not-fit',
  'unknown-variable',
  'unreachable-step',
  'unrelated-event',
];

/** The sound parts of a value with these problems of form; undefined where too little is left. */
export function soundParts(value: unknown, problems: readonly Problem[]): SoundParts | undefined {
  return (
    withoutThem(value, problems, ({ code, pointer }) => smallestPart(code, pointerPath(pointer))) ??
    withoutThem(value, problems, ({ pointer }) => pointerPath(pointer).slice(0, 1))
  );
}

/** Of what was found in the sound parts, that which is true of the whole definition. */
export function problemsBeside({ replaced }: SoundParts, found: readonly Problem[]): Problem[] {
  return found.filter(
    ({ code, pointer }) =>
      !ABOUT_ALL.includes(code) && !replaced.some((part) => pointer === part || pointer.startsWith(`${part}/`)),
  );
}

function withoutThem(
  value: unknown,
  problems: readonly Problem[],
  partOf: (problem: Problem) => readonly string[],
): SoundParts | undefined {
  let mended = value;
  const replaced: string[] = [];
  for (const problem of problems) {
    const part = partOf(problem);
    if (part.length === 0) return undefined;
    mended = part.length === 1 ? withHarmless(mended, String(part[0])) : replacedAt(mended, part);
    replaced.push(jsonPointer(part));
  }
  const result = workflowDefinition.safeParse(mended);
  return result.success ? { definition: result.data, replaced } : undefined;
}

/** A member that nobody knows goes alone; what is wrong in a step takes the step with it. */
function smallestPart(code: string, path: readonly string[]): readonly string[] {
  if (code === 'unknown-member') return path;
  const step = path.findLastIndex((name, at) => /^\d+$/.test(name) && LISTS_OF_STEPS.includes(path[at - 1] ?? ''));
  return step < 0 ? path : path.slice(0, step + 1);
}

function replacedAt(value: unknown, [name, ...rest]: readonly string[]): unknown {
  if (name === undefined || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    return value.map((item, index) => {
      if (String(index) !== name) return item;
      return rest.length > 0 ? replacedAt(item, rest) : stepInPlaceOf(item);
    });
  }
  const members = Object.entries(value).filter(([member]) => member !== name || rest.length > 0);
  return Object.fromEntries(
    members.map(([member, inner]) => [member, member === name ? replacedAt(inner, rest) : inner]),
  );
}

function withHarmless(value: unknown, name: string): object {
  const others = Object.entries(Object(value)).filter(([member]) => member !== name);
  return Object.fromEntries([...others, ...(Object.hasOwn(HARMLESS, name) ? [[name, HARMLESS[name]]] : [])]);
}

/** A step that can be gone to and has a result, as the one that it stands for may. */
function stepInPlaceOf(step: unknown): object {
  const { id } = Object(step);
  return { ...(typeof id === 'string' && { id }), do: '' };
}
