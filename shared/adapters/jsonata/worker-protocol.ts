import type { JsonObject } from '../../domain/json/json.ts';

/** To the worker: evaluate this. */
export interface EvaluationRequest {
  readonly expression: string;
  readonly bindings: JsonObject;
}

/** From the worker: it is loaded, or what came of the last request. The value travels as JSON text, so it can be nothing else. */
export type WorkerMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'value'; readonly json: string }
  | { readonly kind: 'failed'; readonly message: string };
