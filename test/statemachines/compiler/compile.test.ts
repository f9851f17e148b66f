import { describe, expect, test } from 'vitest';
import { CompileError } from '../../../statemachines/compiler/assembly.ts';
import { compiled } from '../support/compiled.ts';
import { definitionOf, withSteps } from '../support/definitions.ts';
import { machineFaults } from '../support/machine-faults.ts';

test('the first state puts what the run starts with into variables', () => {
  const { parsed, state } = compiled(withSteps('- stop: succeeded'));
  expect(parsed.StartAt).toBe('Start');
  expect(state('Start')).toMatchObject({
    Type: 'Pass',
    Assign: {
      run: '{% $states.input.run %}',
      event: '{% $states.input.event %}',
      record: '{% $states.input.record %}',
      inputs: '{% $states.input.inputs %}',
      visit: 0,
    },
  });
});

describe('do', () => {
  const { task, states } = compiled(
    withSteps(`
- id: mail
  do: email.send
  with: { to: '{% $record.fields.email %}', subject: S, text: T, more: [{ deep: '{% $inputs.x %}' }] }
- do: approvals.send
`),
  );

  test('calls run-action with the place, the canonical action and the options as written', () => {
    const { Resource, Arguments, Next } = task('Send an e-mail');
    expect(Resource).toBe('arn:aws:states:::lambda:invoke');
    expect(Arguments).toEqual({
      FunctionName: 'run-action',
      Payload: {
        company: '{% $run.company %}',
        runId: '{% $run.id %}',
        step: 'mail',
        visit: '{% $visit %}',
        action: 'email.send',
        options: { to: '{% $record.fields.email %}', subject: 'S', text: 'T', more: [{ deep: '{% $inputs.x %}' }] },
        event: { source: '{% $event.source %}', id: '{% $event.id %}' },
      },
    });
    expect(Next).toBe('Send the approval request');
  });

  test('counts the visit, and keeps the result of a step that has a name', () => {
    expect(task('Send an e-mail').Assign).toEqual({ mail: '{% $states.result.Payload %}', visit: '{% $visit + 1 %}' });
    expect(task('Send the approval request').Assign).toEqual({ visit: '{% $visit + 1 %}' });
  });

  test('says which state belongs to which step', () => {
    expect(states['Send an e-mail']).toEqual({ step: 'mail', kind: 'do', title: 'Send an e-mail' });
    expect(states['Send the approval request']?.step).toBe('do1');
  });

  test('retries for minutes inside the platform, and is not caught', () => {
    const [retry] = task('Send an e-mail').Retry;
    expect(retry?.ErrorEquals).toContain('ActionRetryable');
    expect(retry?.JitterStrategy).toBe('FULL');
    expect(retry?.ErrorEquals).not.toContain('ActionFailed');
    expect(task('Send an e-mail')).not.toHaveProperty('Catch');
  });

  test('a Business Central function name is an alias', () => {
    const { Arguments } = compiled(withSteps('- do: SENDAPPROVALREQUESTFORAPPROVAL')).task('Send the approval request');
    expect(Arguments).toMatchObject({ Payload: { action: 'approvals.send' } });
  });

  test('an action that does not exist can not be compiled', () => {
    expect(() => compiled(withSteps('- do: constructor'))).toThrow(CompileError);
  });
});

describe('a command', () => {
  const { task, listensTo } = compiled(withSteps('- { id: release, do: records.release }\n- do: approvals.send'));
  const wait = 'Wait until the source has done: Release the document';
  const standstill = 'Stands still: Release the document was refused';

  test('retries for about half an hour', () => {
    const [retry] = task('Release the document').Retry;
    if (!retry) throw new Error('no retry');
    let total = 0;
    for (let attempt = 0; attempt < retry.MaxAttempts; attempt += 1) {
      total += Math.min(retry.IntervalSeconds * retry.BackoffRate ** attempt, retry.MaxDelaySeconds);
    }
    expect(total).toBeGreaterThan(25 * 60);
    expect(total).toBeLessThan(35 * 60);
  });

  test('that was accepted waits for its completion with the same visit', () => {
    const [accepted] = task('Release the document').Catch ?? [];
    expect(accepted).toEqual({ ErrorEquals: ['CommandAccepted'], Next: wait });
    expect(task(wait).Arguments).toMatchObject({
      FunctionName: 'await-event',
      Payload: { mode: 'command', step: 'release', visit: '{% $visit %}', token: '{% $states.context.Task.Token %}' },
    });
    expect(task(wait).Assign).toMatchObject({ visit: '{% $visit + 1 %}' });
    expect(task(wait).Next).toBe('Send the approval request');
  });

  test('that was refused, or could not reach the source, stands still with the reason', () => {
    const refused = (task('Release the document').Catch ?? [])[1];
    expect(refused?.ErrorEquals).toEqual(
      expect.arrayContaining(['CommandRefused', 'ActionRetryable', 'Lambda.ServiceException']),
    );
    expect(refused?.Next).toBe(standstill);
    expect(JSON.stringify(refused?.Assign)).toContain('$states.errorOutput.Error');
    expect(task(standstill).Arguments).toMatchObject({
      Payload: {
        mode: 'park',
        step: 'release',
        action: 'records.release',
        error: '{% $parked.error %}',
        cause: '{% $parked.cause %}',
      },
    });
  });

  test('is sent again with a new visit when somebody says retry', () => {
    expect(task(standstill).Assign).toEqual({ visit: '{% $visit + 1 %}' });
    expect(task(standstill).Next).toBe('Release the document');
  });

  test('that is never reported stands still too', () => {
    expect(task(wait).Catch).toEqual([
      {
        ErrorEquals: ['States.Timeout'],
        Assign: { parked: { error: 'CommandNotReported', cause: expect.any(String) } },
        Next: standstill,
      },
    ]);
  });

  test('makes the run hear of completions', () => {
    expect(listensTo).toEqual(['command.completed']);
  });
});

describe('when', () => {
  const { task, state, waits, listensTo } = compiled(
    withSteps(`
- id: decision
  when:
    - event: RUNWORKFLOWONAPPROVEAPPROVALREQUEST
      where: { request: { pendingApprovals: '0' } }
      steps: [{ do: approvals.send }]
    - event: item.deleted
      steps: [{ goto: decision }]
  timeout: { after: PT2H, steps: [{ stop: failed }] }
- do: email.send
  with: { to: a, subject: b, text: c }
`),
  );

  test('holds a token until the time is up', () => {
    expect(task('Wait for decision')).toMatchObject({
      Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
      Arguments: {
        FunctionName: 'await-event',
        Payload: { mode: 'event', step: 'decision', token: '{% $states.context.Task.Token %}' },
      },
      TimeoutSeconds: 7_200,
      Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'Time is up: Wait for decision' }],
    });
  });

  test('asks with the same step and visit which event was faster, and chooses in the same way', () => {
    const timeIsUp = task('Time is up: Wait for decision');
    expect(timeIsUp.Arguments).toEqual({
      FunctionName: 'await-event',
      Payload: {
        mode: 'timeout',
        company: '{% $run.company %}',
        runId: '{% $run.id %}',
        step: 'decision',
        visit: '{% $visit %}',
      },
    });
    expect(task('Wait for decision').Catch?.[0]).not.toHaveProperty('Assign');
    expect(timeIsUp.Next).toBe(task('Wait for decision').Next);
    expect(timeIsUp.Output).toEqual({ branch: '{% $states.result.Payload.branch %}' });
  });

  test('goes on with the branch of the event; a branch ends at the step after the wait', () => {
    expect(state('Wait for decision: which event came?')).toEqual({
      Type: 'Choice',
      Choices: [
        { Condition: '{% $states.input.branch = 0 %}', Next: 'Send the approval request' },
        { Condition: '{% $states.input.branch = 1 %}', Next: 'Go to decision' },
      ],
      Default: 'Stop: failed',
    });
    expect(task('Send the approval request').Next).toBe('Send an e-mail');
  });

  test('describes what each wait may take, under our names', () => {
    expect(waits).toEqual({
      decision: [
        { event: 'approvalRequest.approved', where: { request: { pendingApprovals: '0' } } },
        { event: 'item.deleted' },
      ],
    });
    expect(listensTo).toEqual(['approvalRequest.approved', 'item.deleted']);
  });

  test('without a timeout fails with a reason after the year that an execution may live', () => {
    const own = compiled(withSteps('- when: [{ event: item.deleted, steps: [{ stop: succeeded }] }]'));
    expect(own.task('Wait for item deleted').TimeoutSeconds).toBe(31_449_600);
    expect(own.state('Wait for item deleted: nothing came')).toMatchObject({ Type: 'Fail', Error: 'NothingCame' });
  });
});

test('set becomes one Pass each, so that one can use the other', () => {
  const { state } = compiled(withSteps("- set: { a: 1 }\n- set: { b: '{% $a + 1 %}', c: { d: x } }"));
  expect(state('Set a')).toMatchObject({ Type: 'Pass', Assign: { a: 1 }, Next: 'Set b, c' });
  expect(state('Set b, c')).toMatchObject({ Assign: { b: '{% $a + 1 %}', c: { d: 'x' } }, Next: 'Done' });
});

test('if chooses, and both ways come together', () => {
  const { state, task } = compiled(
    withSteps("- if: '{% $record.fields.amount > 5 %}'\n  then: [{ do: approvals.send }]\n- stop: cancelled"),
  );
  expect(state('If $record.fields.amount > 5')).toMatchObject({
    Type: 'Choice',
    Choices: [{ Condition: '{% $record.fields.amount > 5 %}', Next: 'Send the approval request' }],
    Default: 'Stop: cancelled',
  });
  expect(task('Send the approval request').Next).toBe('Stop: cancelled');
});

test('respond answers through the platform and goes on', () => {
  const { task } = compiled(withSteps("- respond: { text: '{% $inputs.reason %}', data: [1] }"));
  expect(task('Answer the user').Arguments).toMatchObject({
    Payload: { action: 'flow.respond', options: { text: '{% $inputs.reason %}', data: [1] } },
  });
});

test('stop ends the execution with an error of its own name', () => {
  const { state } = compiled(
    withSteps("- if: '{% true %}'\n  then: [{ stop: failed, title: No way }]\n  else: [{ stop: cancelled }]"),
  );
  expect(state('No way')).toMatchObject({
    Type: 'Fail',
    Error: 'WorkflowFailed',
    Cause: expect.stringContaining('No way'),
  });
  expect(state('Stop: cancelled')).toMatchObject({ Type: 'Fail', Error: 'WorkflowCancelled' });
});

describe('approvers are resolved before anything is changed', () => {
  const order = (steps: string) => {
    const { parsed } = compiled(withSteps(steps));
    return Object.values(parsed.States).flatMap((state) =>
      state.Type === 'Task' ? [JSON.parse(JSON.stringify(state.Arguments)).Payload] : [],
    );
  };

  test('at the head of the chain, with the options of create', () => {
    const calls = order('- do: records.restrict\n- do: approvals.create\n  with: { limitType: directApprover }');
    expect(calls.map(({ action }) => action)).toEqual(['approvals.resolve', 'records.restrict', 'approvals.create']);
    expect(calls[0]).toMatchObject({ step: 'resolve1', options: { limitType: 'directApprover' } });
  });

  test('not where the author resolves', () => {
    const calls = order("- do: approvals.resolve\n- if: '{% true %}'\n  then: [{ do: approvals.create }]");
    expect(calls.map(({ action }) => action)).toEqual(['approvals.resolve', 'approvals.create']);
  });

  test('in each chain behind a wait', () => {
    const calls = order(`
- do: records.restrict
- when: [{ event: item.deleted, steps: [{ do: records.restrict }, { do: CREATEAPPROVALREQUESTS }] }]
- do: records.allow
- do: approvals.create
`);
    expect(calls.flatMap(({ action }) => action ?? [])).toEqual([
      'records.restrict',
      'approvals.resolve',
      'records.restrict',
      'approvals.create',
      'approvals.resolve',
      'records.allow',
      'approvals.create',
    ]);
  });
});

test('generated ids keep clear of the names that the author gave', () => {
  const { states } = compiled(withSteps('- do: approvals.send\n- { id: do1, do: approvals.send }'));
  expect(Object.values(states).map(({ step }) => step)).toEqual(['start', 'do2', 'do1', 'done']);
});

test('names of states are unique, single-line and at most 80 characters', () => {
  const long = 'A very long title that goes on and on, far beyond what Step Functions takes as the name of a state';
  const { parsed } = compiled(
    withSteps(
      `- { do: records.release, title: "${long}" }\n- { do: records.reopen, title: "${long}" }\n- { do: approvals.send, title: "Start\\nnow \\u0007" }\n- { do: approvals.send, title: Start }`,
    ),
  );
  expect(machineFaults(parsed)).toEqual([]);
  expect(Object.keys(parsed.States)).toContain('Start now');
  expect(Object.keys(parsed.States)).toContain('Start (2)');
});

test('what nothing leads to is left out, as Step Functions refuses it', () => {
  const { parsed } = compiled(withSteps('- stop: succeeded\n- do: approvals.send'));
  expect(Object.keys(parsed.States)).toEqual(['Start', 'Stop: succeeded']);
});

test('the same definition gives the same bytes', () => {
  const yaml =
    'code: A\nkind: automated\non: { event: item.modified }\nsteps: [{ do: records.release }, { do: approvals.create }]\n';
  expect(compiled(definitionOf(yaml)).machine).toBe(compiled(definitionOf(yaml)).machine);
});

test('titles with expressions give names and causes that Step Functions does not take for expressions', () => {
  const { parsed, states } = compiled(
    withSteps(`
- { task: { title: '{% "Look at " & $record.id %}', to: anna } }
- { approve: { title: '{% $record.id %}', to: anna } }
- { do: test.work, title: '{% not closed' }
- { stop: failed, title: '%} {% $record.id' }`),
  );
  expect(machineFaults(parsed)).toEqual([]);
  expect(Object.keys(states)).toContain('To do: "Look at " & $record.id');
  expect(JSON.stringify(parsed)).not.toContain('{% not closed');
});
