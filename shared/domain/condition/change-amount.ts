/** How much a number must have moved: an amount, or a share of the old value (0.1 is 10 percent). */
export type ChangeAmount = { readonly amount: number } | { readonly share: number };

/** Binary fractions are not exact: 19.99 raised by 10 percent must count as 10 percent. */
const RELATIVE_TOLERANCE = 1e-9;

/** Reads `50`, `'50'` or `'10%'`; undefined when it is none of them or negative. */
export function parseChangeAmount(by: string | number): ChangeAmount | undefined {
  const written = /^\s*(\d+(?:\.\d+)?)\s*(%?)\s*$/.exec(String(by));
  if (!written) return undefined;
  const value = Number(written[1]);
  return written[2] ? { share: value / 100 } : { amount: value };
}

/** True when the step from `before` to `after`, in either direction, is at least `wanted`. */
export function movedBy(before: number, after: number, wanted: ChangeAmount): boolean {
  const moved = Math.abs(after - before);
  const needed = 'share' in wanted ? Math.abs(before) * wanted.share : wanted.amount;
  return moved >= needed - RELATIVE_TOLERANCE * Math.max(Math.abs(before), Math.abs(after));
}
