/** The name breaks a rule of the port: a mistake in the program. */
export class InvalidNameError extends Error {
  override readonly name = 'InvalidNameError';
}

const SEGMENT = /^[A-Za-z0-9._=~-]{1,200}$/;
/** S3 takes keys up to 1,024 bytes, Parameter Store names up to 1,011 characters. */
const MAX_NAME_LENGTH = 900;

/**
 * The segments of a name such as `records/cronus/106001`. None is `.` or `..`, so that no name reaches out of its folder.
 *
 * @throws InvalidNameError
 */
export function segmentsOfName(name: string): readonly [string, ...string[]] {
  const [first = '', ...rest] = name.split('/');
  const segments: readonly [string, ...string[]] = [first, ...rest];
  const isValid = segments.every((segment) => SEGMENT.test(segment) && !/^\.\.?$/.test(segment));
  if (!isValid || name.length > MAX_NAME_LENGTH)
    throw new InvalidNameError(`${name.slice(0, 100)} is not a valid name.`);
  return segments;
}
