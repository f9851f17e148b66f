import { deleteBlob, putBlob } from './blobs/sqlite-blob-store.ts';
import { setClockOffset } from './clock/runtime-clock.ts';
import { abandonExecution, clearDone, forgetExecution, writeEntry } from './engine/journal-operations.ts';
import {
  createMachine,
  deleteVersion,
  keepDefinition,
  publishMachine,
  updateMachine,
} from './engine/machine-operations.ts';
import { putMail } from './mail/sqlite-mailbox.ts';
import {
  postponeLeases,
  receiveBatch,
  redriveLetter,
  releaseInterrupted,
  sendMessage,
  settleBatch,
} from './queue/queue-operations.ts';
import { deleteExpiredItems, writeItems } from './store/item-operations.ts';
import type { Operation } from './store/operation.ts';

/** Everything that is ever written into the database of a data folder. */
export const operations: readonly Operation<never, unknown>[] = [
  writeItems,
  deleteExpiredItems,
  sendMessage,
  receiveBatch,
  settleBatch,
  redriveLetter,
  releaseInterrupted,
  postponeLeases,
  writeEntry,
  forgetExecution,
  abandonExecution,
  clearDone,
  createMachine,
  updateMachine,
  publishMachine,
  deleteVersion,
  keepDefinition,
  putMail,
  putBlob,
  deleteBlob,
  setClockOffset,
];
