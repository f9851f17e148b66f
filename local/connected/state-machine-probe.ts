import { setTimeout as pause } from 'node:timers/promises';
import type { StateMachines } from '../../shared/ports/state-machines.ts';
import { NotConnectedError } from './connected-settings.ts';

const PATIENCE_MILLISECONDS = 10_000;
const LOOK_AGAIN_MILLISECONDS = 50;

/** A machine as the compiler writes them: an expression, and a function called by name. The sweep does no harm at any time. */
const PROBE = JSON.stringify({
  QueryLanguage: 'JSONata',
  StartAt: 'Call a function',
  States: {
    'Call a function': {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke',
      Arguments: { FunctionName: 'sweep', Payload: {} },
      Output: "{% 'found ' & $states.result.Payload.found %}",
      End: true,
    },
  },
});

/**
 * Lets a small machine run, so that an endpoint which keeps machines but does not run them is told from a fault of ours.
 *
 * @param remove deletes the machine.
 * @throws NotConnectedError
 */
export async function probeStateMachines(options: {
  machines: StateMachines;
  name: string;
  lambdaUrl: string;
  remove(stateMachineArn: string): Promise<void>;
}): Promise<void> {
  const { machines, name, lambdaUrl, remove } = options;
  const refuse = (cause: unknown): never => {
    const [reason] = (cause instanceof Error ? cause.message : String(cause)).split('\n');
    const advice = `Let its Lambda endpoint be ${lambdaUrl} (LAMBDA_PORT), or add --own-engine.`;
    throw new NotConnectedError(`The Step Functions endpoint does not run our machines: ${reason} ${advice}`, {
      cause,
    });
  };
  const { stateMachineArn } = await machines.create({ name, definition: PROBE }).catch(refuse);
  try {
    const { stateMachineVersionArn } = await machines.publish({ stateMachineArn });
    const started = await machines.start({ stateMachineArn: stateMachineVersionArn, name: 'probe', input: {} });
    const endsAt = Date.now() + PATIENCE_MILLISECONDS;
    for (;;) {
      const { status, output, error = '', cause = '' } = await machines.describe(started.executionArn);
      if (status === 'SUCCEEDED' && output === 'found 0') return;
      if (status !== 'RUNNING') throw new Error(`a call of a function ended as ${status}. ${error} ${cause}`.trim());
      if (Date.now() > endsAt) throw new Error(`a call of a function takes over ${PATIENCE_MILLISECONDS / 1_000} s.`);
      await pause(LOOK_AGAIN_MILLISECONDS);
    }
  } catch (error) {
    return refuse(error);
  } finally {
    await remove(stateMachineArn);
  }
}
