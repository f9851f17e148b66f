/** The input is larger than 256 KiB. */
export class InvalidExecutionInputError extends Error {
  override readonly name = 'InvalidExecutionInput';
}
/** The output of a task is larger than 256 KiB. */
export class InvalidOutputError extends Error {
  override readonly name = 'InvalidOutput';
}
/** The name of a machine or an execution is empty, longer than 80 characters, or has characters that are not allowed. */
export class InvalidNameError extends Error {
  override readonly name = 'InvalidName';
}
