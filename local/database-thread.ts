import { parentPort, workerData } from 'node:worker_threads';
import { operations } from './operations.ts';
import { serveTransactions } from './store/serve-transactions.ts';

/** The thread that writes the database of a data folder. */
if (!parentPort) throw new Error('This runs as a thread.');
serveTransactions({ file: workerData.file, port: parentPort, operations });
