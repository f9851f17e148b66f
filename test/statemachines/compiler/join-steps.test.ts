import { describe, expect, test } from 'vitest';
import { compiled } from '../support/compiled.ts';
import { withSteps } from '../support/definitions.ts';

const work = (more = '') => `- { do: test.work${more} }`;

/** The actions of each call, in the order of the states. */
function callsOf(...steps: readonly string[]): readonly (readonly string[])[] {
  const { parsed } = compiled(withSteps(steps.join('\n')));
  return Object.values(parsed.States).flatMap((state) => {
    const payload = state.Type === 'Task' ? Object(state.Arguments.Payload) : {};
    if (typeof payload.action !== 'string' || payload.mode !== undefined) return [];
    return [[payload, ...(payload.further ?? [])].map(({ action }) => action.split('.')[1])];
  });
}

describe('consecutive steps', () => {
  test.each([
    ['share a call where all of them may', [work(), work(), work()], [['work', 'work', 'work']]],
    ['have calls of their own where one may not', [work(), '- do: flow.run', work()], [['work'], ['run'], ['work']]],
    [
      'end their call with a command',
      [work(), '- do: records.reopen', work()],
      [['work', 'reopen'], ['reopen'], ['work']],
    ],
    ['begin one with what may only be first', [work(), '- do: test.begin', work()], [['work'], ['begin', 'work']]],
    ['begin one where somebody goes to', [work(), work(', id: here'), '- goto: here'], [['work'], ['work']]],
    [
      'begin one with tries of its own',
      [work(), work(', retry: { attempts: 2 }'), work()],
      [['work'], ['work'], ['work']],
    ],
    ['begin one with a time of its own', [work(), work(', timeout: PT1M')], [['work'], ['work']]],
    [
      'begin one where an expression is to be evaluated, which may ask for what was answered before, or fail',
      [work(), work(", with: { value: ['{% $inputs.x %}'] }")],
      [['work'], ['work']],
    ],
    [
      'keep a command apart from answers with names',
      [work(', id: first'), '- do: records.reopen'],
      [['work'], ['reopen']],
    ],
    [
      'are at most eight in a call',
      Array.from({ length: 9 }, () => work()),
      [Array.from({ length: 8 }, () => 'work'), ['work']],
    ],
  ] as const)('%s', (_what, steps, calls) => {
    expect(callsOf(...steps)).toEqual(calls);
  });

  test('have visits of their own, and named answers are kept', () => {
    const { task, states } = compiled(withSteps([work(', id: one'), work(), work(', id: two')].join('\n')));
    const name = 'Work, Work, Work';
    expect(task(name).Arguments).toMatchObject({
      Payload: {
        step: 'one',
        visit: '{% $visit %}',
        further: [
          { step: 'do1', visit: '{% ($visit + 1) %}' },
          { step: 'two', visit: '{% ($visit + 2) %}' },
        ],
      },
    });
    expect(task(name).Assign).toEqual({
      one: '{% $states.result.Payload.one %}',
      two: '{% $states.result.Payload.two %}',
      visit: '{% $visit + 3 %}',
    });
    expect(states[name]).toMatchObject({ step: 'one', further: [{ step: 'do1' }, { step: 'two', title: 'Work' }] });
  });

  test('are not done again with the command behind them', () => {
    const { task } = compiled(withSteps([work(), '- do: records.reopen'].join('\n')));
    const [accepted, refused] = task('Work, Reopen the document').Catch ?? [];
    expect(accepted?.Assign).toEqual({ visit: '{% $visit + 1 %}' });
    expect(refused?.Assign).toMatchObject({ visit: '{% $visit + 1 %}' });
    const again = task(task(refused?.Next ?? '').Next ?? '');
    expect(again.Arguments).toMatchObject({ Payload: { step: 'do2', action: 'records.reopen' } });
    expect(again.Arguments.Payload).not.toHaveProperty('further');
  });

  test('that fail inside a try count their visits, so that nothing is taken for done when somebody comes back', () => {
    const { task } = compiled(withSteps(`- try:\n  ${work()}\n  ${work()}\n  catch: [{ do: flow.run }]`));
    expect(task('Work, Work').Catch).toEqual([expect.objectContaining({ Assign: { visit: '{% $visit + 2 %}' } })]);
  });
});
