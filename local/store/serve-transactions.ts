import { constants, getPriority, platform, setPriority } from 'node:os';
import { type MessagePort, receiveMessageOnPort } from 'node:worker_threads';
import { type Connection, commitTogether, MAX_WORK_PER_TRANSACTION, type Work } from './commit-together.ts';
import { isDiskError } from './disk-error.ts';
import { openFile } from './open-file.ts';
import type { Operation } from './operation.ts';
import { statementsOf } from './statements.ts';
import { sentOutcomes, type ToThread } from './thread-messages.ts';

/**
 * How much the thread gives way where there are fewer processors than work: whoever is answered and whoever asks go first, and what they bring
 * meanwhile is committed together, which costs less. Elsewhere than on Linux a priority is one of the whole process.
 */
const NICENESS = 10;

/** The side of a threaded database that writes: commits whatever has come in together, answers, and looks again. Ends after the last message. */
export function serveTransactions(options: {
  file: string;
  port: MessagePort;
  operations: readonly Operation<never, unknown>[];
}): void {
  const { file, port } = options;
  giveWay();
  const db = openFile(file);
  const connection: Connection = { db, prepare: statementsOf(db) };
  const operations = new Map(options.operations.map((operation) => [operation.name, operation]));

  port.on('message', (first: ToThread) => {
    const works: Work[] = [];
    let message: ToThread | undefined = first;
    let isCheckpoint = false;
    let isLast = false;
    while (message) {
      for (const [name, input] of message.requests) works.push({ operation: operationOf(operations, name), input });
      isCheckpoint ||= message.isCheckpoint === true;
      isLast ||= message.isLast === true;
      message = works.length < MAX_WORK_PER_TRANSACTION ? receiveMessageOnPort(port)?.message : undefined;
    }
    if (works.length > 0) port.postMessage(sentOutcomes(commitTogether(connection, works)));
    if (isCheckpoint) moveLog(connection);
    if (isLast) {
      db.close();
      port.close();
    }
  });
}

/** Lowers the priority of this thread, from whatever the process has. Where the system forbids it, all goes on without. */
function giveWay(): void {
  if (platform() !== 'linux') return;
  try {
    setPriority(Math.min(getPriority() + NICENESS, constants.priority.PRIORITY_LOW));
  } catch (error) {
    if (!isRefusedBySystem(error)) throw error;
  }
}

function isRefusedBySystem(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_SYSTEM_ERROR';
}

/** Moves the log into the file. On a disk without room it stays where it is and counts there: whoever writes next is told. */
function moveLog({ prepare }: Connection): void {
  try {
    prepare('pragma wal_checkpoint(passive)').get();
  } catch (error) {
    if (!isDiskError(error)) throw error;
  }
}

function operationOf(
  operations: ReadonlyMap<string, Operation<never, unknown>>,
  name: string,
): Operation<never, unknown> {
  const operation = operations.get(name);
  if (!operation) throw new Error(`The database's thread does not know the operation ${name}.`);
  return operation;
}
