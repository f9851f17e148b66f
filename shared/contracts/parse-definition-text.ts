import { type Document, isNode, isScalar, LineCounter, parseAllDocuments } from 'yaml';
import { pointerPath } from '../domain/workflow/json-pointer.ts';
import type { Problem } from '../domain/workflow/problem.ts';
import { type ParsedDefinition, parseDefinition } from './parse-definition.ts';
import { yamlExcess } from './yaml-excess.ts';

/** Larger texts are no workflows that somebody wrote. */
const MAX_TEXT_LENGTH = 1_000_000;
/** Anchors may be used, but a text that multiplies itself by aliases is refused. */
const MAX_ALIASES = 100;
const SYNTAX = 'It must be YAML 1.2 or JSON. Look at indentation, brackets and quotes there and in the line before.';
const SMALLER = 'Split it into several smaller workflows.';
/** Who reads more of them mends the first ones. */
const MAX_SYNTAX_PROBLEMS = 100;

/**
 * Reads the definitions of a YAML or JSON text: one, several in a list, or several that `---` separates. Problems say line and column.
 * An empty text holds none.
 */
export function parseDefinitionText(text: string): readonly ParsedDefinition[] {
  if (text.length > MAX_TEXT_LENGTH) {
    return [failed('text-too-large', `The text has more than ${MAX_TEXT_LENGTH} characters.`, SMALLER)];
  }
  const excess = yamlExcess(text);
  if (excess === 'nesting') return [failed('too-deep', 'The text is nested too deeply.', SMALLER)];
  if (excess === 'documents') return [failed('text-too-large', 'The text holds too many documents.', SMALLER)];
  const lines = new LineCounter();
  const documents = documentsOf(text, lines);
  return documents.filter(saysSomething).flatMap((document) => read(document, lines));
}

/** `---` with nothing behind it holds nothing. */
function saysSomething({ contents, errors }: Document): boolean {
  return (
    errors.length > 0 || (contents !== null && !(isScalar(contents) && contents.value === null && !contents.source))
  );
}

function documentsOf(text: string, lineCounter: LineCounter): Document[] {
  const parsed = parseAllDocuments(text, { lineCounter, prettyErrors: false, stringKeys: true });
  return Array.isArray(parsed) ? [...parsed] : [];
}

function read(document: Document, lines: LineCounter): readonly ParsedDefinition[] {
  if (document.errors.length > 0) {
    const problems = document.errors
      .slice(0, MAX_SYNTAX_PROBLEMS)
      .map(({ pos, message }) => textProblem('syntax', `${positionAt(pos[0], lines)}: ${message}`, SYNTAX));
    return [{ problems }];
  }
  try {
    const value: unknown = document.toJS({ maxAliasCount: MAX_ALIASES });
    if (!Array.isArray(value)) return [readOne(value, { document, lines, path: [] })];
    return value.map((one, index) => readOne(one, { document, lines, path: [String(index)] }));
  } catch (error) {
    if (error instanceof ReferenceError)
      return [failed('too-many-aliases', `${error.message}.`, 'Write the parts out instead of pointing to them.')];
    if (error instanceof RangeError) return [failed('too-deep', 'The text is nested too deeply.', SMALLER)];
    throw error;
  }
}

/** Where a definition stands: in which document, and where in its list. */
interface Written {
  readonly document: Document;
  readonly lines: LineCounter;
  readonly path: readonly string[];
}

function readOne(value: unknown, written: Written): ParsedDefinition {
  const parsed = parseDefinition(value);
  if ('definition' in parsed) return parsed;
  return { ...parsed, problems: parsed.problems.map((problem) => placed(problem, written)) };
}

/** Adds line and column to the message; a member that is missing is shown where it belongs. */
function placed(problem: Problem, { document, lines, path: before }: Written): Problem {
  const path = [...before, ...pointerPath(problem.pointer)];
  for (let length = path.length; length >= 0; length -= 1) {
    const node = length === 0 ? document.contents : document.getIn(path.slice(0, length).map(keyOf), true);
    if (isNode(node) && node.range) {
      return { ...problem, message: `${positionAt(node.range[0], lines)}: ${problem.message}` };
    }
  }
  return problem;
}

/** Positions in lists are numbers to the YAML tree. */
function keyOf(name: string): string | number {
  return /^\d+$/.test(name) ? Number(name) : name;
}

function positionAt(offset: number, lines: LineCounter): string {
  const { line, col } = lines.linePos(offset);
  return `Line ${line}, column ${col}`;
}

function failed(code: string, message: string, hint: string): ParsedDefinition {
  return { problems: [textProblem(code, message, hint)] };
}

function textProblem(code: string, message: string, hint: string): Problem {
  return { code, severity: 'error', pointer: '', message, hint };
}
