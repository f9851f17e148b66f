import { inputOf } from '../engine/five-states.ts';
import { importPeer } from './import-peer.ts';

/** The same five states in JSONPath, which is what this peer knows. */
const FIVE_STATES = {
  StartAt: 'Prepare',
  States: {
    Prepare: {
      Type: 'Pass',
      Parameters: { 'id.$': '$.id', 'total.$': 'States.MathAdd($.lines[0].amount, $.lines[1].amount)' },
      Next: 'Ask',
    },
    Ask: {
      Type: 'Task',
      Resource: 'arn:aws:lambda:eu-west-1:000000000000:function:nothing',
      ResultPath: null,
      Next: 'Large?',
    },
    'Large?': {
      Type: 'Choice',
      Choices: [{ Variable: '$.total', NumericGreaterThan: 1_000, Next: 'Act' }],
      Default: 'Done',
    },
    Act: {
      Type: 'Task',
      Resource: 'arn:aws:lambda:eu-west-1:000000000000:function:nothing',
      Parameters: { 'order.$': '$.id', 'total.$': '$.total' },
      Next: 'Done',
    },
    Done: { Type: 'Succeed' },
  },
};

interface Peer {
  readonly StateMachine: new (
    definition: object,
  ) => {
    run(input: object, options: object): { readonly result: Promise<unknown> };
  };
}

/** Executions per second of `aws-local-stepfunctions`, which keeps nothing, `connections` at a time. */
export async function runLocalStepFunctions(
  folder: string,
  load: { connections: number; executions: number },
): Promise<number> {
  const { StateMachine } = await importPeer<Peer>(folder, 'aws-local-stepfunctions');
  const machine = new StateMachine(FIVE_STATES);
  const nothing = async (input: unknown): Promise<unknown> => input;
  const options = { overrides: { taskResourceLocalHandlers: { Ask: nothing, Act: nothing } } };
  const run = async (executions: number): Promise<number> => {
    let next = 0;
    const startedAt = performance.now();
    const worker = async (): Promise<void> => {
      while (next < executions) await machine.run(inputOf(next++), options).result;
    };
    await Promise.all(Array.from({ length: load.connections }, worker));
    return executions / ((performance.now() - startedAt) / 1_000);
  };
  await run(Math.ceil(load.executions / 4));
  return run(load.executions);
}
