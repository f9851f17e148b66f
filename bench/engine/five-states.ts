/** The machine that the benchmark runs: Pass, Task, Choice, Task, Succeed, whose tasks do nothing. */
export const FIVE_STATES = {
  QueryLanguage: 'JSONata',
  StartAt: 'Prepare',
  States: {
    Prepare: {
      Type: 'Pass',
      Output: '{% $merge([$states.input, { "total": $sum($states.input.lines.amount) }]) %}',
      Next: 'Ask',
    },
    Ask: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke',
      Arguments: { FunctionName: 'nothing', Payload: { order: '{% $states.input.id %}' } },
      Assign: { order: '{% $states.input.id %}' },
      Output: '{% $states.input %}',
      Next: 'Large?',
    },
    'Large?': {
      Type: 'Choice',
      Choices: [{ Condition: '{% $states.input.total > 1000 %}', Next: 'Act' }],
      Default: 'Done',
    },
    Act: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke',
      Arguments: { FunctionName: 'nothing', Payload: { order: '{% $order %}', total: '{% $states.input.total %}' } },
      Output: { order: '{% $order %}', answer: '{% $states.result.Payload %}' },
      Next: 'Done',
    },
    Done: { Type: 'Succeed' },
  },
};

/** How many states one execution goes through. */
export const STATES_PER_EXECUTION = 5;

/** The input of execution number n: what a small order looks like. */
export function inputOf(n: number): { id: string; lines: { amount: number }[] } {
  return { id: `order-${n}`, lines: [{ amount: 700 }, { amount: 800 }] };
}
