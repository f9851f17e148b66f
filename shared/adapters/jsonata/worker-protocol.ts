import type { JsonObject } from '../../domain/json/json.ts';

/** One expression and its variables. */
export interface EvaluationRequest {
  readonly expression: string;
  readonly bindings: JsonObject;
}

/** To the worker: evaluate these, one after the other, over the same variables. */
export interface BatchRequest {
  readonly expressions: readonly string[];
  readonly bindings: JsonObject;
}

/** What came of one expression. The value travels as JSON text, so it can be nothing else. */
export type EvaluationAnswer =
  | { readonly kind: 'value'; readonly json: string }
  | { readonly kind: 'failed'; readonly message: string };

/** From the worker: it is loaded, or the answers to the last request in its order. */
export type WorkerMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'answers'; readonly answers: readonly EvaluationAnswer[] };
