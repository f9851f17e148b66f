/** Quoted texts, operators, and what stands between them. */
const PARTS = /'(?:[^']|'')*'|\.\.|<>|<=|>=|[|&()<>=]|(?:(?!\.\.)[^|&()<>='])+/g;
/** Anything else would be taken for a sign of the filter language. */
const PLAIN = /^[\p{L}\p{N}/ _-]+$/u;
/** Options that Business Central added later have numbers with a gap before them. */
const NUMBERS_APART: Readonly<Record<string, string>> = { 'Allocation Account': '10' };

/** A filter on an option with names in place of Business Central's numbers. */
export function withOptionNames(filter: string, options: readonly string[]): string {
  const byNumber = new Map(options.map((name, index) => [numberOf(name, index), name]));
  return mapOperands(filter, (operand) => {
    const name = byNumber.get(operand);
    return name === undefined ? operand : quoted(name);
  });
}

/** The way back. Names that are no option stay as they are. */
export function withOptionNumbers(filter: string, options: readonly string[]): string {
  return mapOperands(filter, (operand) => {
    const name = operand.startsWith("'") ? operand.slice(1, -1).replaceAll("''", "'") : operand;
    const index = options.findIndex((option) => option.toLowerCase() === name.toLowerCase());
    return index < 0 ? operand : numberOf(options[index] ?? '', index);
  });
}

function mapOperands(filter: string, map: (operand: string) => string): string {
  return filter.replace(PARTS, (part) => (/^(?:\.\.|[|&()<>=]+)$/.test(part) ? part : map(part.trim())));
}

function numberOf(name: string, index: number): string {
  return NUMBERS_APART[name] ?? String(index);
}

function quoted(name: string): string {
  return PLAIN.test(name) ? name : `'${name.replaceAll("'", "''")}'`;
}
