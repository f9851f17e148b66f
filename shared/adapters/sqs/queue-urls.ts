import type { QueueName } from '../../ports/queue.ts';

/** The addresses of the queues that a function uses. */
export type QueueUrls = Readonly<Partial<Record<QueueName, string>>>;

const QUEUES: readonly QueueName[] = ['events', 'decisions', 'notifications'];

/** The address of a queue. @throws QueueNotDeclaredError */
export function urlOf(urls: QueueUrls, queue: QueueName): string {
  const url = urls[queue];
  if (url === undefined) throw new QueueNotDeclaredError(`The function does not declare that it uses ${queue}.`);
  return url;
}

/** Which queue an ARN names: both ARN and address end with the queue's name. @throws QueueNotDeclaredError */
export function queueOfArn(urls: QueueUrls, arn: string): QueueName {
  const name = arn.split(':').at(-1);
  const queue = QUEUES.find((one) => urls[one]?.split('/').at(-1) === name);
  if (!queue) throw new QueueNotDeclaredError(`The function is fed by ${arn}, and does not declare its address.`);
  return queue;
}

/** The program uses a queue that the function's declaration does not name. */
export class QueueNotDeclaredError extends Error {
  override readonly name = 'QueueNotDeclaredError';
}
