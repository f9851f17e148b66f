/** One measured number. */
export interface Figure {
  readonly bench: string;
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What the number depends on: durability, connections, how many were measured. */
  readonly conditions: string;
}

/** The value at a share (0 to 1) of the sorted values. @throws RangeError when there are none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((left, right) => left - right);
  const value = sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  if (value === undefined) throw new RangeError('There is nothing to take a quantile of.');
  return value;
}

/** A table for people, and one JSON line for each figure. */
export function renderFigures(figures: readonly Figure[]): string {
  const rows = figures.map(({ bench, name, value, unit, conditions }) => [
    bench,
    name,
    `${rounded(value)} ${unit}`,
    conditions,
  ]);
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  return [...lines, '', ...figures.map((figure) => JSON.stringify(figure))].join('\n');
}

function rounded(value: number): string {
  return value >= 100 ? String(Math.round(value)) : value.toPrecision(3);
}
