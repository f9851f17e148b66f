import { describe, expect, it } from 'vitest';
import type { HistoryLine } from '../../../shared/domain/run/history-line.ts';
import { tellSteps } from '../../../shared/domain/run/tell-steps.ts';

const states = {
  Ask: { step: 'decision', kind: 'when', title: 'Wait for decision' },
  Both: { step: 'both', kind: 'parallel', title: 'Do both' },
  One: { step: 'one', kind: 'do', title: 'One' },
  Two: { step: 'two', kind: 'do', title: 'Two' },
};

/** Lines as `id previous type name`, a second apart. */
function historyOf(...lines: readonly string[]): readonly HistoryLine[] {
  return lines.map((line, index) => {
    const [id, previous, type = '', name] = line.split(' ');
    return {
      id: Number(id),
      previousEventId: Number(previous),
      type,
      timestamp: `2026-03-02T08:00:${String(index).padStart(2, '0')}.000Z`,
      details: name === undefined ? {} : { name },
    };
  });
}

const told = (...lines: readonly string[]) =>
  tellSteps(historyOf(...lines), states, []).map(({ id, status, startedAt, endedAt }) => [
    id,
    status,
    startedAt.slice(17, 19),
    endedAt?.slice(17, 19),
  ]);

/** Two branches, of which the first has a task under way. */
const branching = [
  '1 0 ExecutionStarted',
  '2 1 ParallelStateEntered Both',
  '3 2 ParallelStateStarted',
  '4 3 TaskStateEntered One',
  '5 3 TaskStateEntered Two',
  '6 4 TaskScheduled',
];

describe('the story of a run', () => {
  it('tells branches that run beside each other, each with its own times', () => {
    const story = told(
      ...branching,
      '7 5 TaskScheduled',
      '8 7 TaskSucceeded',
      '9 8 TaskStateExited Two',
      '10 6 TaskFailed',
      '11 10 TaskScheduled',
      '12 11 TaskStarted',
      '13 12 TaskSucceeded',
      '14 13 TaskStateExited One',
      '15 14 ParallelStateSucceeded',
      '16 15 ParallelStateExited Both',
    );

    expect(story).toEqual([
      ['both', 'succeeded', '01', '15'],
      ['one', 'succeeded', '03', '13'],
      ['two', 'succeeded', '04', '08'],
    ]);
  });

  it('ends what still stands when the execution ends', () => {
    const story = told(
      '1 0 ExecutionStarted',
      '2 1 ParallelStateEntered Both',
      '3 2 TaskStateEntered One',
      '4 0 ExecutionAborted',
    );

    expect(story).toEqual([
      ['both', 'failed', '01', '03'],
      ['one', 'failed', '02', '03'],
    ]);
  });

  const failed = [
    ...branching,
    '7 5 TaskSucceeded',
    '8 7 TaskStateExited Two',
    '9 6 TaskFailed',
    '10 9 ParallelStateFailed',
    '11 10 ExecutionFailed',
  ];

  it('tells a step that failed and was done after a retry of the run as done', () => {
    const redriven = [...failed, '12 11 ExecutionRedriven', '13 9 TaskScheduled', '14 13 TaskStarted'];
    expect(told(...failed)).toEqual([
      ['both', 'failed', '01', '10'],
      ['one', 'failed', '03', '10'],
      ['two', 'succeeded', '04', '07'],
    ]);
    expect(told(...redriven)).toEqual([
      ['both', 'running', '01', undefined],
      ['one', 'running', '03', undefined],
      ['two', 'succeeded', '04', '07'],
    ]);
    const done = [
      ...['15 14 TaskSucceeded', '16 15 TaskStateExited One', '17 16 ParallelStateSucceeded'],
      ...['18 17 ParallelStateExited Both', '19 18 ExecutionSucceeded'],
    ];
    expect(told(...redriven, ...done)).toEqual([
      ['both', 'succeeded', '01', '17'],
      ['one', 'succeeded', '03', '15'],
      ['two', 'succeeded', '04', '07'],
    ]);
  });

  it('does not take up branches that were left behind a caught failure', () => {
    const story = told(
      ...['1 0 ExecutionStarted', '2 1 ParallelStateEntered Both', '3 2 ParallelStateStarted'],
      ...['4 3 TaskStateEntered One', '5 4 TaskScheduled', '6 5 TaskFailed', '7 6 ParallelStateFailed'],
      ...['8 7 ParallelStateExited Both', '9 8 TaskStateEntered Two', '10 9 TaskFailed', '11 10 ExecutionFailed'],
      ...['12 11 ExecutionRedriven', '13 12 TaskScheduled', '14 13 TaskSucceeded', '15 14 TaskStateExited Two'],
      '16 15 ExecutionSucceeded',
    );
    expect(story.map(([id, status]) => [id, status])).toEqual([
      ['both', 'succeeded'],
      ['one', 'failed'],
      ['two', 'succeeded'],
    ]);
  });

  it('follows a single path through the end of the run and its retry, whose events hang on each other', () => {
    const story = told(
      ...['1 0 ExecutionStarted', '2 0 TaskStateEntered One', '3 2 TaskScheduled', '4 3 TaskFailed'],
      ...['5 4 ExecutionFailed', '6 5 ExecutionRedriven', '7 6 TaskScheduled', '8 7 TaskFailed', '9 8 ExecutionFailed'],
    );
    expect(story).toEqual([['one', 'failed', '01', '08']]);
  });

  it('takes a wait that nobody ended in time for an outcome, not for a fault', () => {
    const [step] = tellSteps(
      historyOf('1 0 TaskStateEntered Ask', '2 1 TaskTimedOut', '3 2 TaskStateExited Ask'),
      states,
      [],
    );

    expect(step).toMatchObject({ status: 'succeeded', output: { branch: 'timeout' } });
  });

  describe('with steps that share a call', () => {
    const shared = {
      Ready: {
        step: 'a',
        kind: 'do',
        title: 'A',
        further: [
          { step: 'b', title: 'B' },
          { step: 'c', title: 'C' },
        ],
      },
    };
    const record = (step: string, second: number) => ({
      company: 'c',
      runId: 'r',
      step,
      visit: 0,
      action: `test.${step}`,
      options: { x: 1 },
      output: `did ${step}`,
      startedAt: `2026-03-02T08:00:0${second}.000Z`,
      endedAt: `2026-03-02T08:00:0${second + 1}.000Z`,
    });
    const done = { ...record('a', 0), further: [record('b', 1), record('c', 2)] };

    it('tells each with its own times, input and output', () => {
      const history = historyOf('1 0 TaskStateEntered Ready', '2 1 TaskSucceeded', '3 2 TaskStateExited Ready');
      expect(tellSteps(history, shared, [done])).toEqual([
        expect.objectContaining({ id: 'a', status: 'succeeded', endedAt: record('a', 0).endedAt }),
        expect.objectContaining({ id: 'b', title: 'B', input: { action: 'test.b', x: 1 }, output: 'did b' }),
        expect.objectContaining({ id: 'c', status: 'succeeded', startedAt: record('c', 2).startedAt }),
      ]);
    });

    it('says which of them failed, and nothing of those behind it', () => {
      const history = historyOf('1 0 TaskStateEntered Ready', '2 1 TaskFailed', '3 2 ExecutionFailed');
      const story = tellSteps(history, shared, [record('a', 0)]);
      expect(story).toMatchObject([
        { id: 'a', status: 'succeeded' },
        { id: 'b', status: 'failed', startedAt: record('a', 0).endedAt },
      ]);
    });

    it('does not take what a later call did for what a failed one did', () => {
      const history = historyOf(
        '1 0 TaskStateEntered Ready',
        '2 1 TaskFailed',
        '3 2 TaskStateExited Ready',
        '4 3 TaskStateEntered Ready',
        '5 4 TaskSucceeded',
        '6 5 TaskStateExited Ready',
      );
      const later = { ...record('a', 4), further: [record('b', 5), record('c', 6)] };
      expect(tellSteps(history, shared, [later]).map(({ id, status }) => [id, status])).toEqual([
        ['a', 'failed'],
        ['a', 'succeeded'],
        ['b', 'succeeded'],
        ['c', 'succeeded'],
      ]);
    });
  });
});
