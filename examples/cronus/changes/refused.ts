/** The ERP's rules forbid what was asked. The message is for the person who asked. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';
}

/** There is no such record. */
export class UnknownRecordError extends Error {
  override readonly name = 'UnknownRecordError';
  constructor(what: string, number: string) {
    super(`${what} ${number} does not exist.`);
  }
}

/** One value that cannot be taken. */
export interface ValueFault {
  /** Name of the field; of a line, `lines/0/quantity`. */
  readonly name: string;
  readonly detail: string;
}

/** Values that cannot be taken, all of them. */
export class InvalidValuesError extends Error {
  override readonly name = 'InvalidValuesError';
  readonly faults: readonly ValueFault[];
  constructor(faults: readonly ValueFault[]) {
    super(faults.map(({ name, detail }) => `${name}: ${detail}`).join(' '));
    this.faults = faults;
  }
}
