import type { JsonObject } from '../../shared/domain/json/json.ts';
import { type Clock, instantOf } from '../../shared/ports/clock.ts';
import { executionArnOf } from './arns.ts';
import { isKnownTo } from './child-executions.ts';
import type { Execution, TaskAddress } from './execution.ts';
import type { Executor } from './executor.ts';
import type { Machines } from './machines.ts';
import { checkStart, nameInUse } from './service-rules.ts';

/**
 * Starts an execution, for whoever calls StartExecution or for a task. Resolves when the start is journalled.
 *
 * @throws InvalidNameError @throws InvalidExecutionInputError @throws ExecutionAlreadyExistsError @throws StateMachineDoesNotExistError
 */
export type StartExecution = (about: {
  stateMachineArn: string;
  name: string;
  input: JsonObject;
  startedBy?: TaskAddress;
}) => Promise<{ executionArn: string }>;

/** Makes the one way in which executions begin. The same name and input again is the same execution, while that runs. */
export function createStartExecution(parts: {
  executor: Pick<Executor, 'alone' | 'run' | 'advance' | 'forget'>;
  machines: Pick<Machines, 'pin'>;
  clock: Clock;
}): StartExecution {
  const { executor, machines, clock } = parts;
  return async (about) => {
    const inputText = checkStart(about);
    const { stateMachineArn, name, input, startedBy } = about;
    const arn = executionArnOf(stateMachineArn, name);
    return executor.alone(arn, async () => {
      const run = executor.run(arn);
      if (run && startedBy && isKnownTo(run.execution, startedBy)) return { executionArn: arn };
      if (run && nameInUse(run.execution, { input, now: clock.now() }) === 'same') {
        if (startedBy?.waits) await executor.advance(run, { kind: 'joined', by: startedBy });
        return { executionArn: arn };
      }
      if (run) await executor.forget(arn);
      const execution: Execution = {
        arn,
        machineArn: stateMachineArn,
        definition: await machines.pin(stateMachineArn),
        name,
        status: 'RUNNING',
        startedAt: instantOf(clock),
        input,
        lastEventId: 0,
        ...(startedBy && { startedBy }),
      };
      await executor.advance({ execution, strands: new Map(), inputText }, { kind: 'started', inputText });
      return { executionArn: arn };
    });
  };
}
