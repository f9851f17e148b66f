import { createHash } from 'node:crypto';
import type jsonata from 'jsonata';

/** Where unique and random values come from. */
export interface ChanceSource {
  uuid(): string;
  /** At least 0 and less than 1. */
  random(): number;
}

/** Step Functions refuses longer results of `$range`. */
const MAX_RANGE_ITEMS = 1_000;
/** Longest text that `$hash` takes, in characters. */
const MAX_HASH_LENGTH = 10_000;
/** Names of algorithms as Step Functions spells them, and as Node does. */
const HASH_ALGORITHMS: ReadonlyMap<string, string> = new Map([
  ['MD5', 'md5'],
  ['SHA-1', 'sha1'],
  ['SHA-256', 'sha256'],
  ['SHA-384', 'sha384'],
  ['SHA-512', 'sha512'],
]);

/**
 * Gives a JSONata expression the functions that Step Functions adds to the language (`$partition`, `$range`, `$hash`, `$uuid`,
 * `$random` with a seed, `$parse`) and takes away the one that it refuses (`$eval`). A missing argument gives no value, as elsewhere in JSONata.
 */
export function addAwsFunctions(expression: jsonata.Expression, chance: ChanceSource): void {
  expression.registerFunction('partition', partition, '<a-n:a<a>>');
  expression.registerFunction('range', range, '<nnn:a<n>>');
  expression.registerFunction('hash', hash, '<s-s:s>');
  expression.registerFunction('uuid', () => chance.uuid(), '<:s>');
  expression.registerFunction(
    'random',
    (seed?: number) => (seed === undefined ? chance.random() : seededRandom(seed)),
    '<n?:n>',
  );
  expression.registerFunction('parse', parse, '<s-:x>');
  expression.registerFunction('eval', refuseEval, '<x?x?:x>');
}

/** The array cut into arrays of `size` items; the last one may be shorter. */
export function partition(items: unknown[] | undefined, size: number): unknown[][] | undefined {
  if (items === undefined) return undefined;
  if (!Number.isInteger(size) || size < 1) throw new Error('$partition needs a whole size of at least 1.');
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}

/** Numbers from `first` to at most `last`, `step` apart. */
export function range(first: number, last: number, step: number): number[] {
  if (![first, last, step].every(Number.isInteger) || step === 0) {
    throw new Error('$range needs whole numbers and a step other than 0.');
  }
  const count = Math.max(0, Math.floor((last - first) / step) + 1);
  if (count > MAX_RANGE_ITEMS) throw new Error(`$range gives at most ${MAX_RANGE_ITEMS} numbers.`);
  return Array.from({ length: count }, (_, index) => first + index * step);
}

/** The hash of a text in hexadecimal. */
export function hash(text: string | undefined, algorithm: string): string | undefined {
  if (text === undefined) return undefined;
  const name = HASH_ALGORITHMS.get(algorithm);
  if (!name) throw new Error(`$hash knows ${[...HASH_ALGORITHMS.keys()].join(', ')}, not ${algorithm}.`);
  if (text.length > MAX_HASH_LENGTH) throw new Error(`$hash takes at most ${MAX_HASH_LENGTH} characters.`);
  return createHash(name).update(text).digest('hex');
}

/** The value that a JSON text stands for. */
export function parse(text: string | undefined): unknown {
  return text === undefined ? undefined : JSON.parse(text);
}

function refuseEval(): never {
  throw new Error('$eval is not available.');
}

/** The same number for the same seed: one step of the mulberry32 generator. */
function seededRandom(seed: number): number {
  const start = (Math.trunc(seed) + 0x6d2b79f5) | 0;
  let mixed = Math.imul(start ^ (start >>> 15), start | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
}
