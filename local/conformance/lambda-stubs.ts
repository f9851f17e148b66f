import type { Json } from '../../shared/domain/json/json.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import { FunctionFailedError } from '../engine/function-failed-error.ts';
import { FunctionNotFoundError } from '../engine/task-workers.ts';
import type { ConformanceCase, LambdaStub } from './conformance-case.ts';

/** Calls the functions of a case as Lambda would. */
export function createLambdaStubs(
  lambdas: ConformanceCase['lambdas'],
  clock: Clock,
): (name: string, event: Json) => Promise<Json> {
  const behave = async (stub: LambdaStub | undefined, about: { name: string; event: Json }): Promise<Json> => {
    switch (stub?.behaviour) {
      case 'echo':
        return about.event;
      case 'return':
        return stub.value ?? null;
      case 'prefix':
        return `${stub.prefix ?? ''}${typeof about.event === 'string' ? about.event : JSON.stringify(about.event)}`;
      case 'repeat':
        return (stub.text ?? '').repeat(stub.times ?? 0);
      case 'raise':
        throw new FunctionFailedError(stub.errorType ?? 'Error', stub.payloadText ?? '');
      case 'sleep':
        await clock.sleep((stub.seconds ?? 0) * 1_000);
        return behave(stub.then, about);
      case 'notFound':
        throw stub.error === undefined
          ? new FunctionNotFoundError(about.name)
          : new FunctionFailedError(stub.error, stub.cause ?? '');
      default:
        throw new FunctionNotFoundError(about.name);
    }
  };
  return (name, event) => behave(lambdas?.[name], { name, event });
}
