/** SQLite's own numbers for a full disk, and for a disk that can not be read or written (https://www.sqlite.org/rescode.html). */
const FULL = 13;
const INPUT_OUTPUT = 10;

/** Whether a statement failed because of the disk. Room on it, or a disk that works, mends that; nothing of the file is wrong. */
export function isDiskError(error: unknown): boolean {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return false;
  // The lower eight bits are the kind, the others say more of it.
  return [FULL, INPUT_OUTPUT].includes(error.errcode & 0xff);
}
