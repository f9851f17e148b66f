import type { Comparison, Filter, Operand } from './filter.ts';
import { FilterSyntaxError } from './filter-syntax-error.ts';
import { readOperand } from './read-operand.ts';
import type { Scanner } from './scanner.ts';
import { scannerOf } from './scanner.ts';

/** Parentheses deeper than this are refused: nobody means them, and they would exhaust the stack. */
const MAX_NESTING = 50;
/** Longer first, so that `<=` is not read as `<`. */
const COMPARISONS: readonly Comparison[] = ['<>', '<=', '>=', '<', '>', '='];

/**
 * Reads a filter: ranges `a..b`, `|`, `&` (which binds tighter), parentheses, comparisons, wildcards `*` and `?`, `@`, quoted
 * texts, and the tokens `%me` and `%user` (domain 3.2). The type of the value that it is held against decides how operands are read.
 */
export function parseFilter(text: string): Filter | FilterSyntaxError {
  const scanner = scannerOf(text);
  try {
    if (scanner.atEnd()) {
      throw new FilterSyntaxError(1, "a value; write '' (two apostrophes) for an empty value, or leave the field out");
    }
    const filter = readAlternatives(scanner, 0);
    if (!scanner.atEnd()) throw new FilterSyntaxError(scanner.position(), '| or & or the end');
    return filter;
  } catch (error) {
    if (error instanceof FilterSyntaxError) return error;
    throw error;
  }
}

function readAlternatives(scanner: Scanner, nesting: number): Filter {
  const parts = [readConjunction(scanner, nesting)];
  while (scanner.take('|')) parts.push(readConjunction(scanner, nesting));
  return single(parts) ?? { kind: 'or', parts };
}

function readConjunction(scanner: Scanner, nesting: number): Filter {
  const parts = [readTerm(scanner, nesting)];
  while (scanner.take('&')) parts.push(readTerm(scanner, nesting));
  return single(parts) ?? { kind: 'and', parts };
}

function readTerm(scanner: Scanner, nesting: number): Filter {
  if (!scanner.take('(')) return readComparison(scanner) ?? readRangeOrValue(scanner);
  if (nesting >= MAX_NESTING) {
    throw new FilterSyntaxError(scanner.position(), `at most ${MAX_NESTING} parentheses within each other`);
  }
  const filter = readAlternatives(scanner, nesting + 1);
  if (!scanner.take(')')) throw new FilterSyntaxError(scanner.position(), 'a closing parenthesis )');
  return filter;
}

function readComparison(scanner: Scanner): Filter | undefined {
  const operator = COMPARISONS.find((candidate) => scanner.take(candidate));
  if (!operator) return undefined;
  const start = scanner.position();
  const operand = readOperand(scanner);
  if (scanner.take('..')) throw new FilterSyntaxError(scanner.position() - 2, `no range after ${operator}`);
  if (operator !== '=' && operator !== '<>') mustBePlain(operand, start, `after ${operator}`);
  return { kind: 'compare', operator, operand };
}

function readRangeOrValue(scanner: Scanner): Filter {
  const start = scanner.position();
  if (scanner.take('..')) return { kind: 'range', to: readBound(scanner) };
  const from = readOperand(scanner);
  if (!scanner.take('..')) return { kind: 'compare', operator: '=', operand: from };
  mustBePlain(from, start, 'in a range');
  if (scanner.atEnd() || '|&)'.includes(scanner.peek())) return { kind: 'range', from };
  return { kind: 'range', from, to: readBound(scanner) };
}

function readBound(scanner: Scanner): Operand {
  const start = scanner.position();
  const operand = readOperand(scanner);
  mustBePlain(operand, start, 'in a range');
  return operand;
}

function mustBePlain(operand: Operand, position: number, where: string): void {
  if (operand.pattern || operand.ignoreCase || operand.token) {
    throw new FilterSyntaxError(position, `a plain value ${where}, without wildcard, @ or token`);
  }
}

function single(parts: readonly Filter[]): Filter | undefined {
  return parts.length === 1 ? parts[0] : undefined;
}
