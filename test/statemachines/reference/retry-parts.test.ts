import { describe, expect, it } from 'vitest';
import { FAULTS } from '../../local/engine/faults/faulty-database.ts';
import { type RetriedRun, retryParts } from './retry-parts.ts';

/** Another execution of the machine does the rounds, and another one those after it. */
const ROUNDS = `
- set: { gone: 0 }
- { id: heard, when: [{ event: item.modified, steps: [] }] }
- set: { gone: '{% $gone + 1 %}' }
- { id: told, do: email.send, with: { to: '{% $string($gone) %}', subject: Told, text: x } }
- { if: '{% $gone < 5 %}', then: [{ goto: heard }] }
`;

/** A part that fails orders parts itself. */
const LOOP_IN_LOOP = `
- forEach: '{% [0..1] %}'
  as: outer
  steps:
    - forEach: '{% [1..3] %}'
      as: n
      steps:
        - { id: heard, when: [{ event: item.modified, steps: [] }] }
        - { id: told, do: email.send, with: { to: '{% $string($outer * 3 + $n) %}', subject: Told, text: x } }
`;

/** As a branch of its own. */
const ROUNDS_OF_BRANCH = `
- forEach: [0]
  as: one
  steps:
    ${ROUNDS.trim().replaceAll('\n', '\n    ')}
`;

/** A part is stopped in the middle, as what failed stands beside it. */
const BESIDE = `
- parallel:
    - steps:
        - forEach: '{% [1..5] %}'
          as: n
          steps:
            - wait: { for: PT1H }
            - { id: told, do: email.send, with: { to: '{% "item " & $n %}', subject: Told, text: x } }
    - steps:
        - wait: { for: PT90M }
        - { id: beside, do: email.send, with: { to: '4', subject: Beside, text: x } }
`;

const onlyOnce = (counts: Readonly<Record<string, number>>): boolean => Object.values(counts).every((one) => one === 1);

describe('a run that is retried after a part of it failed', async () => {
  const whole = await retryParts();

  it('goes on in that part at the step that failed: nothing that was over waits again or is done again', () => {
    expect(whole).toMatchObject({ status: 'SUCCEEDED', pauses: 5 });
    expect(Object.keys(whole.actions)).toHaveLength(6);
    expect(Object.keys(whole.waits)).toHaveLength(5);
    expect([onlyOnce(whole.actions), onlyOnce(whole.waits)]).toEqual([true, true]);
  });

  it.each([
    ['in a part of a part', LOOP_IN_LOOP, 6],
    ['in an execution in which a goto went on', ROUNDS, 5],
    ['in an execution in which a goto of a branch went on', ROUNDS_OF_BRANCH, 5],
    ['in a part that was stopped, as something beside it failed,', BESIDE, 6, 0],
  ])('does so %s too', async (_where, steps, items, waits = items) => {
    const told = await retryParts(steps);
    expect(told.status).toBe('SUCCEEDED');
    expect(Object.values(told.actions)).toEqual(Array.from({ length: items }, () => 1));
    expect(Object.values(told.waits)).toEqual(Array.from({ length: waits }, () => 1));
  });

  it.each(FAULTS)('comes to the same end with a fault at any transaction: %s', { timeout: 120_000 }, async (fault) => {
    for (let at = 1; at <= whole.transactions; at += 1) {
      const told = await retryParts(undefined, { at, fault, downSeconds: 0 });
      expect(essenceOf(told), `${fault} ${at}`).toEqual(essenceOf(whole));
    }
  });
});

/** A call whose answer was not written is made again; it carries the same key. */
function essenceOf({ status, actions, waits, pauses }: RetriedRun): object {
  return { status, actions: Object.keys(actions).sort(), waits: Object.keys(waits).sort(), pauses };
}
