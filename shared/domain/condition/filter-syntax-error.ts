/** A text is no filter. Returned by `parseFilter`, never thrown out of it. */
export class FilterSyntaxError extends Error {
  override readonly name = 'FilterSyntaxError';
  /** Counted from 1, in characters of the filter. */
  readonly position: number;
  /** What would have been right there. */
  readonly expected: string;

  constructor(position: number, expected: string) {
    super(`Character ${position}: expected ${expected}.`);
    this.position = position;
    this.expected = expected;
  }
}
