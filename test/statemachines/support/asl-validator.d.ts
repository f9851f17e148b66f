/** The part of asl-validator that tests use; its package has no declarations. */
declare module 'asl-validator' {
  export default function validate(machine: unknown): { isValid: boolean; errors: { Message: string }[] };
}
