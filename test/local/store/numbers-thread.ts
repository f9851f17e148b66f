import { parentPort, workerData } from 'node:worker_threads';
import { serveTransactions } from '../../../local/store/serve-transactions.ts';
import { changeMind, endTooEarly, insertNumber } from './number-operations.ts';

if (parentPort) {
  serveTransactions({
    file: workerData.file,
    port: parentPort,
    operations: [insertNumber, changeMind, endTooEarly],
  });
}
