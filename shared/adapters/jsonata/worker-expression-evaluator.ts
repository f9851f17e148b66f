import { type ChildProcess, fork } from 'node:child_process';
import type { Json, JsonObject } from '../../domain/json/json.ts';
import { type ExpressionEvaluator, ExpressionFailedError } from '../../ports/expression-evaluator.ts';
import type { BatchRequest, EvaluationAnswer, WorkerMessage } from './worker-protocol.ts';

/** An expression that takes longer is stopped. A regular expression alone can block for many seconds. */
const EVALUATION_MILLISECONDS = 1_000;
/** Loading the worker is not the expression's fault; on a busy machine it takes a while. */
const START_MILLISECONDS = 30_000;
const MAX_EXPRESSION_LENGTH = 8_192;
/** So many fast expressions stay far below the time that one may take. */
const MAX_BATCH = 200;

/** Little memory, no code out of texts, nothing but reading files (its own modules). */
const WORKER_OPTIONS = [
  '--max-old-space-size=128',
  '--disallow-code-generation-from-strings',
  '--permission',
  '--allow-fs-read=*',
  '--no-warnings',
];

/**
 * Evaluates expressions in a worker, those about the same variables together, which is replaced when it does not answer in time or dies.
 *
 * The worker is a process, not a thread: an expression that fills the memory (`$append` of a list to itself, again and again)
 * ends a thread together with the whole process around it.
 */
export class WorkerExpressionEvaluator implements ExpressionEvaluator {
  readonly #workerUrl: URL;
  #worker: Promise<ChildProcess> | undefined;
  #waiting: Waiting[] = [];
  #working = false;

  /** @param workerUrl where `expression-worker` is, when the code was bundled. */
  constructor(workerUrl = new URL('./expression-worker.ts', import.meta.url)) {
    this.#workerUrl = workerUrl;
  }

  evaluate(expression: string, bindings: JsonObject): Promise<Json> {
    if (expression.length > MAX_EXPRESSION_LENGTH) {
      return Promise.reject(new ExpressionFailedError(`It has more than ${MAX_EXPRESSION_LENGTH} characters.`));
    }
    return new Promise((resolve, reject) => {
      this.#waiting.push({ expression, bindings, resolve, reject });
      if (this.#working) return;
      this.#working = true;
      // Those who ask in the same moment about the same variables are answered by one message.
      setImmediate(() => void this.#work());
    });
  }

  /** Stops the worker. A later evaluation starts a new one. */
  async close(): Promise<void> {
    const worker = this.#worker;
    this.#worker = undefined;
    (await worker?.catch(() => undefined))?.kill('SIGKILL');
  }

  async #work(): Promise<void> {
    for (let batch = this.#nextBatch(); batch.length > 0; batch = this.#nextBatch()) {
      await this.#serve(batch).catch((error: unknown) => {
        for (const { reject } of batch) reject(error);
      });
    }
    this.#working = false;
  }

  /** The one that has waited longest, and those behind it that ask about the very same variables. */
  #nextBatch(): readonly Waiting[] {
    const [first] = this.#waiting;
    const other = this.#waiting.findIndex(({ bindings }) => bindings !== first?.bindings);
    return this.#waiting.splice(0, Math.min(other < 0 ? this.#waiting.length : other, MAX_BATCH));
  }

  async #serve(batch: readonly Waiting[]): Promise<void> {
    const [first] = batch;
    if (!first) return;
    const request = { expressions: batch.map(({ expression }) => expression), bindings: first.bindings };
    const answer = await nextAnswer(await this.#running(), { request, milliseconds: EVALUATION_MILLISECONDS });
    if (answer.kind === 'answers') {
      for (const [index, one] of batch.entries()) settle(one, answer.answers[index]);
      return;
    }
    await this.close();
    if (batch.length > 1) {
      for (const one of batch) await this.#serve([one]);
      return;
    }
    first.reject(
      new ExpressionFailedError(
        answer.kind === 'silent'
          ? `The expression took longer than ${EVALUATION_MILLISECONDS / 1_000} s.`
          : 'The expression used too much memory.',
      ),
    );
  }

  async #running(): Promise<ChildProcess> {
    this.#worker ??= startWorker(this.#workerUrl);
    try {
      const worker = await this.#worker;
      if (worker.connected) return worker;
    } catch (error) {
      this.#worker = undefined;
      throw error;
    }
    this.#worker = startWorker(this.#workerUrl);
    return this.#worker;
  }
}

/** Somebody who waits for an answer. */
interface Waiting {
  readonly expression: string;
  readonly bindings: JsonObject;
  resolve(value: Json): void;
  reject(error: unknown): void;
}

function settle({ resolve, reject }: Waiting, answer: EvaluationAnswer | undefined): void {
  if (answer?.kind === 'value') resolve(JSON.parse(answer.json) as Json);
  else reject(new ExpressionFailedError(`The expression fails: ${answer?.message ?? 'it was not answered'}.`));
}

async function startWorker(url: URL): Promise<ChildProcess> {
  const worker = fork(url, { execArgv: WORKER_OPTIONS, env: {}, stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
  const first = await nextAnswer(worker, { milliseconds: START_MILLISECONDS });
  worker.unref();
  worker.channel?.unref();
  if (first.kind === 'ready') return worker;
  worker.kill('SIGKILL');
  throw new Error(`The worker for expressions does not start (${first.kind}): ${url.href}`);
}

/** What the worker says next: `silent` when it says nothing in time, `died` when it never will again. */
function nextAnswer(
  worker: ChildProcess,
  { request, milliseconds }: { request?: BatchRequest; milliseconds: number },
): Promise<WorkerMessage | { kind: 'silent' | 'died' }> {
  return new Promise((resolve) => {
    const settle = (answer: WorkerMessage | { kind: 'silent' | 'died' }): void => {
      clearTimeout(timer);
      worker.off('message', answered);
      worker.off('exit', died);
      worker.off('error', died);
      resolve(answer);
    };
    const answered = (message: unknown): void => settle(message as WorkerMessage);
    const died = (): void => settle({ kind: 'died' });
    const timer = setTimeout(() => settle({ kind: 'silent' }), milliseconds);
    worker.on('message', answered);
    worker.on('exit', died);
    worker.on('error', died);
    if (request) worker.send(request, (error) => error && died());
  });
}
