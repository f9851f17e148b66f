import { queueContract } from '../../contract/queue.contract.ts';
import { makeSqsHarness } from './queue-harness.ts';

queueContract('SQS', makeSqsHarness);
