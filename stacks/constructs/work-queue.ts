import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { DeduplicationScope, FifoThroughputLimit, Queue, QueueEncryption, type QueueProps } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';

/** SQS's largest, and what the queue port promises. */
const MAX_MESSAGE_BYTES = 1_048_576;
/** Our own code counts tries and parks a message after five; this catches what no function ever answered for. */
const RECEIVES_UNTIL_DEAD = 100;
/** AWS's advice for queues that feed functions: room for throttled calls within one receive. */
const TIMEOUTS_PER_VISIBILITY = 6;
const RETENTION = Duration.days(14);

const KEPT_SAFE: QueueProps = {
  encryption: QueueEncryption.SQS_MANAGED,
  enforceSSL: true,
  retentionPeriod: RETENTION,
  maxMessageSizeBytes: MAX_MESSAGE_BYTES,
};

/** Messages of one group one after the other, as many groups at once as there are. Senders name their own duplicates. */
const IN_ORDER: QueueProps = {
  fifo: true,
  contentBasedDeduplication: false,
  deduplicationScope: DeduplicationScope.MESSAGE_GROUP,
  fifoThroughputLimit: FifoThroughputLimit.PER_MESSAGE_GROUP_ID,
};

/** What makes a queue. */
interface WorkQueueOptions {
  readonly inOrder: boolean;
  readonly handledWithinSeconds: number;
  /** What was accepted and not handled yet goes with its stack. */
  readonly disposable: boolean;
}

/** A queue that feeds a function, with the queue of what could not be handled. */
export class WorkQueue extends Construct {
  readonly queue: Queue;
  readonly deadLetters: Queue;

  constructor(scope: Construct, id: string, options: WorkQueueOptions) {
    super(scope, id);
    const removalPolicy = options.disposable ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN;
    const kind = { ...KEPT_SAFE, ...(options.inOrder && IN_ORDER), removalPolicy };
    this.deadLetters = new Queue(this, 'DeadLetters', kind);
    this.queue = new Queue(this, 'Queue', {
      ...kind,
      visibilityTimeout: Duration.seconds(options.handledWithinSeconds * TIMEOUTS_PER_VISIBILITY),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: RECEIVES_UNTIL_DEAD },
    });
  }
}
