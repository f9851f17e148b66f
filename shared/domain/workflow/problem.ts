/** Something wrong, or worth knowing, in a definition. Validation reports all of them at once. */
export interface Problem {
  /** Stable name for machines, kebab-case: `unknown-action`, `goto-without-target`, ... */
  readonly code: string;
  /** A workflow with an `error` can not be enabled. */
  readonly severity: 'error' | 'warning';
  /** JSON pointer into the definition (RFC 6901). */
  readonly pointer: string;
  readonly message: string;
  /** What to do about it. */
  readonly hint: string;
}
