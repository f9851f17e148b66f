import { stepFunctionsOperations } from '../../../local/connected/step-functions-operations.ts';
import type { StateMachines } from '../../../shared/ports/state-machines.ts';
import { AwsFault, type JsonService, startJsonService } from './json-protocol.ts';

/** Step Functions at the wire: AWS's JSON protocol in front of other state machines, of which each error keeps its name. */
export function startFakeStepFunctions(machines: StateMachines): Promise<JsonService> {
  return startJsonService(
    Object.fromEntries(
      Object.entries(stepFunctionsOperations(machines)).map(([name, work]) => [
        name,
        (input: object) => work(input).catch(asFault),
      ]),
    ),
  );
}

function asFault(error: unknown): never {
  throw error instanceof Error ? new AwsFault(error.name, error.message) : error;
}
