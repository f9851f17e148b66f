import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../shared/domain/json/json.ts';
import type { ExecutionStatusChange, StateMachines } from '../../shared/ports/state-machines.ts';

/** What a suite needs of an adapter: the port, a way to register functions, and one to let time pass. */
export interface StateMachinesHarness {
  readonly machines: StateMachines;
  /** Functions that tasks may call, by name. */
  readonly functions: Map<string, (payload: Json) => Promise<Json>>;
  readonly changes: ExecutionStatusChange[];
  pass(seconds: number): Promise<void>;
  close(): Promise<void>;
}

const pass = {
  QueryLanguage: 'JSONata',
  StartAt: 'A',
  States: { A: { Type: 'Pass', Output: '{% $states.input.x + 1 %}', End: true } },
};
const wait = {
  QueryLanguage: 'JSONata',
  StartAt: 'Ask',
  States: {
    Ask: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
      Arguments: { FunctionName: 'ask', Payload: { token: '{% $states.context.Task.Token %}' } },
      TimeoutSeconds: 60,
      Catch: [
        { ErrorEquals: ['States.Timeout'], Next: 'Late' },
        { ErrorEquals: ['No'], Output: '{% $states.errorOutput %}', Next: 'Refused' },
      ],
      Next: 'Done',
    },
    Done: { Type: 'Succeed' },
    Refused: { Type: 'Succeed' },
    Late: { Type: 'Fail', Error: 'TooLate' },
  },
};

/** What every adapter of the StateMachines port must do. */
export function stateMachinesContract(name: string, makeHarness: () => Promise<StateMachinesHarness>): void {
  describe(`${name} as state machines`, () => {
    let harness: StateMachinesHarness;
    const tokens: string[] = [];

    beforeEach(async () => {
      harness = await makeHarness();
      tokens.length = 0;
      harness.functions.set('ask', async (payload) => {
        tokens.push(String((payload as JsonObject).token));
        return {};
      });
    });
    afterEach(() => harness.close());

    async function published(definition: object, machineName = 'machine'): Promise<string> {
      const { stateMachineArn } = await harness.machines.create({
        name: machineName,
        definition: JSON.stringify(definition),
      });
      return (await harness.machines.publish({ stateMachineArn })).stateMachineVersionArn;
    }
    async function started(definition: object, input: JsonObject = {}): Promise<string> {
      const stateMachineArn = await published(definition);
      const { executionArn } = await harness.machines.start({ stateMachineArn, name: 'run', input });
      await harness.pass(1);
      return executionArn;
    }

    it('runs an execution to its output and tells of its end', async () => {
      const executionArn = await started(pass, { x: 1 });

      expect(await harness.machines.describe(executionArn)).toMatchObject({
        status: 'SUCCEEDED',
        output: 2,
        name: 'run',
      });
      expect(harness.changes).toMatchObject([{ executionArn, status: 'SUCCEEDED', output: 2, input: { x: 1 } }]);
    });

    it('answers the same machine for the same name and definition, and refuses another definition', async () => {
      const create = (definition: object) =>
        harness.machines.create({ name: 'm', definition: JSON.stringify(definition) });

      expect(await create(pass)).toEqual(await create(pass));
      await expect(create(wait)).rejects.toMatchObject({ name: 'StateMachineAlreadyExists' });
    });

    it.each([
      ['no JSON', '{'],
      ['an unknown target', JSON.stringify({ ...pass, StartAt: 'B' })],
      ['JSONPath', JSON.stringify({ ...pass, QueryLanguage: 'JSONPath' })],
      ['a syntax error in an expression', JSON.stringify(pass).replace('+ 1', '+')],
    ])('refuses a definition with %s', async (_what, definition) => {
      await expect(harness.machines.create({ name: 'm', definition })).rejects.toMatchObject({
        name: 'InvalidDefinition',
      });
    });

    it('publishes a version once per definition, and runs the version that it was asked for', async () => {
      const { stateMachineArn } = await harness.machines.create({ name: 'm', definition: JSON.stringify(pass) });
      const first = await harness.machines.publish({ stateMachineArn });
      expect(await harness.machines.publish({ stateMachineArn })).toEqual(first);
      await harness.machines.update({ stateMachineArn, definition: JSON.stringify(pass).replace('+ 1', '+ 100') });
      const second = await harness.machines.publish({ stateMachineArn });
      expect(second).not.toEqual(first);

      const old = await harness.machines.start({
        stateMachineArn: first.stateMachineVersionArn,
        name: 'old',
        input: { x: 1 },
      });
      const fresh = await harness.machines.start({
        stateMachineArn: second.stateMachineVersionArn,
        name: 'new',
        input: { x: 1 },
      });
      await harness.pass(1);
      expect((await harness.machines.describe(old.executionArn)).output).toBe(2);
      expect((await harness.machines.describe(fresh.executionArn)).output).toBe(101);
    });

    it('starts one execution per name and input, however often it is asked', async () => {
      const stateMachineArn = await published(wait);
      const start = (input: JsonObject) => harness.machines.start({ stateMachineArn, name: 'same', input });
      const [first, ...others] = await Promise.all(Array.from({ length: 20 }, () => start({ a: 1, b: 2 })));
      await harness.pass(1);

      expect(others.every((other) => other.executionArn === first?.executionArn)).toBe(true);
      expect(tokens).toHaveLength(1);
      expect(await start({ b: 2, a: 1 })).toEqual(first);
      await expect(start({ a: 2 })).rejects.toMatchObject({ name: 'ExecutionAlreadyExists' });
    });

    it('refuses the name of an execution that has ended', async () => {
      const stateMachineArn = await published(pass);
      const start = () => harness.machines.start({ stateMachineArn, name: 'once', input: { x: 1 } });
      await start();
      await harness.pass(1);

      await expect(start()).rejects.toMatchObject({ name: 'ExecutionAlreadyExists' });
    });

    it('goes on when a task is answered by its token, and only once', async () => {
      const executionArn = await started(wait);
      const [token = ''] = tokens;
      await harness.machines.sendTaskSuccess({ taskToken: token, output: { yes: true } });
      await harness.pass(1);

      expect(await harness.machines.describe(executionArn)).toMatchObject({
        status: 'SUCCEEDED',
        output: { yes: true },
      });
      await expect(harness.machines.sendTaskSuccess({ taskToken: token, output: {} })).rejects.toMatchObject({
        name: 'TaskTimedOut',
      });
    });

    it('follows Catch when a task is answered with a failure', async () => {
      const executionArn = await started(wait);
      await harness.machines.sendTaskFailure({ taskToken: tokens[0] ?? '', error: 'No', cause: 'why' });
      await harness.pass(1);

      expect((await harness.machines.describe(executionArn)).output).toEqual({ Error: 'No', Cause: 'why' });
    });

    it('lets the timeout of a task strike, and refuses its token from then on', async () => {
      const executionArn = await started(wait);
      await harness.pass(61);

      expect(await harness.machines.describe(executionArn)).toMatchObject({ status: 'FAILED', error: 'TooLate' });
      await expect(harness.machines.sendTaskSuccess({ taskToken: tokens[0] ?? '', output: {} })).rejects.toMatchObject({
        name: 'TaskTimedOut',
      });
    });

    it('refuses a token that nobody gave out', async () => {
      await expect(harness.machines.sendTaskSuccess({ taskToken: 'nonsense', output: {} })).rejects.toMatchObject({
        name: 'InvalidToken',
      });
    });

    it('stops an execution, and stopping it again does nothing', async () => {
      const executionArn = await started(wait);
      await harness.machines.stop({ executionArn, error: 'Enough', cause: 'by me' });
      await harness.machines.stop({ executionArn });
      await harness.pass(1);

      expect(await harness.machines.describe(executionArn)).toMatchObject({
        status: 'ABORTED',
        error: 'Enough',
        cause: 'by me',
      });
      expect(harness.changes.map((change) => change.status)).toEqual(['ABORTED']);
      await expect(harness.machines.stop({ executionArn: `${executionArn}x` })).rejects.toMatchObject({
        name: 'ExecutionDoesNotExist',
      });
    });

    it('lets an execution that was stopped go on at its step, and no other', async () => {
      const executionArn = await started(wait);
      const refused = { name: 'ExecutionNotRedrivable' };
      await expect(harness.machines.redrive({ executionArn })).rejects.toMatchObject(refused);
      await harness.machines.stop({ executionArn });
      await harness.machines.redrive({ executionArn });
      await harness.pass(1);
      expect(await harness.machines.describe(executionArn)).toMatchObject({ status: 'RUNNING' });
      expect(tokens).toHaveLength(2);
      await harness.machines.sendTaskSuccess({ taskToken: tokens[1] ?? '', output: {} });
      await harness.pass(1);
      expect(await harness.machines.describe(executionArn)).toMatchObject({ status: 'SUCCEEDED' });
      await expect(harness.machines.redrive({ executionArn })).rejects.toMatchObject(refused);
    });

    it('tells the history in the order of ids, page by page', async () => {
      const executionArn = await started(pass, { x: 1 });
      const first = await harness.machines.history({ executionArn, limit: 2 });
      const rest = await harness.machines.history({
        executionArn,
        limit: 10,
        ...(first.next !== undefined && { cursor: first.next }),
      });
      const all = [...first.events, ...rest.events];

      expect(all.map(({ id, type }) => [id, type])).toEqual([
        [1, 'ExecutionStarted'],
        [2, 'PassStateEntered'],
        [3, 'PassStateExited'],
        [4, 'ExecutionSucceeded'],
      ]);
      expect(all[1]?.details).toMatchObject({ name: 'A' });
      expect(rest.next).toBeUndefined();
    });
  });
}
