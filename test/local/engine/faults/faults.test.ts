import { describe, expect, it } from 'vitest';
import { FAULTS } from './faulty-database.ts';
import { LONG_STORY, STORY_OF_GIVING_UP } from './long-story.ts';
import { playManyLives } from './play-many-lives.ts';
import { bagOf, type Told, tellStory } from './tell-story.ts';

/** To play a failure again: `SEED=123 npx vitest run test/local/engine/faults`. */
const FIRST_SEED = Number(process.env.SEED ?? 1);
const SEEDS = 30;
/** No time, the time of a wait, and longer than everything but the timeouts. */
const DOWN_SECONDS = [0, 8, 200];

describe('a long story with one fault at any of its transactions', async () => {
  const whole = await tellStory(LONG_STORY);

  function expectSame(told: Told, what: string): void {
    const { status, output, error } = told.description;
    expect({ status, output, error }, what).toEqual({ status: 'SUCCEEDED', output: whole.description.output });
    expect(
      told.events.map(({ id }) => id),
      what,
    ).toEqual(told.events.map((_event, index) => index + 1));
    expect(bagOf(told.events), what).toEqual(bagOf(whole.events));
    expect(bagOf(told.child?.events ?? []), what).toEqual(bagOf(whole.child?.events ?? []));
    expect(Object.keys(told.calls).sort(), what).toEqual(Object.keys(whole.calls).sort());
    for (const [step, calls] of Object.entries(told.calls)) {
      // A call whose answer was not written is made again, those that were under way at the same time too.
      expect(calls, `${what}: ${step}`).toBeGreaterThanOrEqual(whole.calls[step] ?? 0);
      expect(calls, `${what}: ${step}`).toBeLessThanOrEqual((whole.calls[step] ?? 0) + 2);
    }
    expect(told.ends.story, what).toBeGreaterThanOrEqual(1);
    expect(told.ends.child, what).toBeGreaterThanOrEqual(1);
  }

  it('is one that ends well without a fault', () => {
    expect(whole.description).toMatchObject({
      status: 'SUCCEEDED',
      output: ['begun', 'tried 2', 'answered', 'slow', [1, 2, 3, 4], 'child done', 'No'],
    });
    expect(whole.ends).toEqual({ story: 1, child: 1 });
    expect(whole.calls).toEqual({ try: 3, ask: 1, item: 4, child: 1, refuse: 1 });
  });

  it.each(FAULTS)('comes to the same end, each step made once: %s', { timeout: 120_000 }, async (fault) => {
    const downs = fault === 'fails' ? [0] : DOWN_SECONDS;
    for (let at = 1; at <= whole.transactions; at++) {
      for (const downSeconds of downs) {
        expectSame(
          await tellStory(LONG_STORY, [{ at, fault, downSeconds }]),
          `${fault} ${at}, down for ${downSeconds} s`,
        );
      }
    }
  });
});

describe('a long story with faults in many lives', () => {
  it.each(Array.from({ length: SEEDS }, (_, index) => FIRST_SEED + index))(
    'comes to the same end: seed %i',
    async (seed) => {
      expect(await playManyLives(seed)).toEqual([]);
    },
  );
});

describe('a story that gives up an execution which it has started, with one fault at any of its transactions', async () => {
  const { transactions } = await tellStory(STORY_OF_GIVING_UP);

  it.each(FAULTS)('leaves nothing behind that runs for nobody: %s', { timeout: 120_000 }, async (fault) => {
    for (let at = 1; at <= transactions; at++) {
      for (const downSeconds of fault === 'fails' ? [0] : [0, 400]) {
        const { description, child } = await tellStory(STORY_OF_GIVING_UP, [{ at, fault, downSeconds }]);
        const what = `${fault} ${at}, down for ${downSeconds} s`;
        expect(description, what).toMatchObject({ status: 'SUCCEEDED', output: 'given up' });
        expect(child?.status ?? 'ABORTED', what).toBe('ABORTED');
      }
    }
  });
});
