import fc from 'fast-check';
import { shippedCompiler } from '../../../cli/installation.ts';
import { parseDefinition } from '../../../shared/contracts/parse-definition.ts';
import { parseDefinitionText } from '../../../shared/contracts/parse-definition-text.ts';
import { templates } from '../../../statemachines/templates/templates.ts';

type Written = Record<string, unknown> | unknown[];

const compiler = shippedCompiler();

/** Values that nobody means and somebody sends. */
const nasty = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    -0,
    1e308,
    Number.MAX_SAFE_INTEGER + 2,
    '',
    '__proto__',
    'constructor',
    '\uD800',
    '\u0000\u001B[2J\u007F',
    'x'.repeat(100_000),
    '('.repeat(4_000),
    '*a'.repeat(2_000),
    '>'.repeat(50),
    "''",
    '{% $states.context %}',
    `{% ${'['.repeat(2_000)} %}`,
    `{% 1${'+1'.repeat(2_000)} %}`,
    '{% $match("aaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", /^(a+)+$/) %}',
    'PT0S',
    `P${'9'.repeat(400)}D`,
    [],
    {},
  ),
  fc.string(),
  fc.json({ maxDepth: 3 }).map((text): unknown => JSON.parse(text)),
);

const name = fc.constantFrom('steps', 'goto', 'constructor', 'toString', 'when', 'do', 'with', 'if', 'wait', 'id', 'x');

/** A shipped workflow with a few places replaced, added, taken away or doubled. */
const mutated = fc
  .tuple(
    fc.constantFrom(...templates().map(({ definition }) => definition)),
    fc.array(fc.tuple(fc.nat(), fc.constantFrom('replace', 'add', 'remove', 'double', 'swap'), name, nasty), {
      minLength: 1,
      maxLength: 4,
    }),
  )
  .map(([template, changes]) => {
    // As a client sends it.
    const definition: Written = JSON.parse(JSON.stringify(template));
    for (const [place, change, key, value] of changes) mutate(definition, { place, change, key, value });
    return definition;
  });

function mutate(
  definition: Written,
  { place, change, key, value }: { place: number; change: string; key: string; value: unknown },
): void {
  const places = placesIn(definition);
  const [holder, member] = places[place % places.length] ?? [definition, 'steps'];
  const there = Object(holder)[member];
  if (change === 'replace') Object.assign(holder, { [member]: value });
  else if (change === 'remove') Reflect.deleteProperty(holder, member);
  else if (change === 'double' && Array.isArray(holder)) holder.push(structuredClone(there));
  else if (change === 'swap') Object.assign(holder, { [member]: [there] });
  else Object.assign(holder, { [key]: value });
}

function placesIn(value: unknown): [Written, string][] {
  if (typeof value !== 'object' || value === null) return [];
  const holder = value as Written;
  return Object.entries(holder).flatMap(([member, inside]): [Written, string][] => [
    [holder, member],
    ...placesIn(inside),
  ]);
}

/** Throws for a definition that ends in anything but problems or a state machine, by a seed that fast-check can replay. */
export async function fuzzDefinitions({ seed, rounds }: { seed: number; rounds: number }): Promise<void> {
  const property = fc.asyncProperty(mutated, async (written) => {
    const text = JSON.stringify(written);
    const read = parseDefinitionText(text);
    if (read.length === 0) throw new Error('A text that holds something was read as nothing.');
    const parsed = parseDefinition(JSON.parse(text));
    if ('problems' in parsed) {
      if (parsed.problems.length === 0) throw new Error('It was refused without a reason.');
      return;
    }
    const problems = compiler.validate(parsed.definition, []);
    if (problems.some(({ severity }) => severity === 'error')) return;
    JSON.parse((await compiler.compile(parsed.definition)).machine);
  });
  await fc.assert(property, { seed, numRuns: rounds });
}
