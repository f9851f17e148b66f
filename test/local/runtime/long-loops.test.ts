import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { definitionOf } from '../../statemachines/support/definitions.ts';
import { startDemoOfFile } from './demo-of-file.ts';

const demo = await startDemoOfFile();

/** More items than the history of one execution holds. */
const ITEMS = Number(process.env.LONG_LOOP_ITEMS ?? 2_500);

/** More rounds than the history of one execution surely holds. */
const ROUNDS = 220;

interface Story {
  readonly status: string;
  readonly error?: { readonly name: string; readonly message: string };
  readonly steps: readonly {
    readonly id: string;
    readonly kind: string;
    readonly status: string;
    readonly progress?: { readonly done: number; readonly of: number };
  }[];
}

async function runOf(code: string): Promise<Story> {
  for (;;) {
    const { body } = await demo.callAs('admin', 'GET', `/runs?workflow=${code}`);
    const [run] = (body as { items: { id: string; status: string }[] }).items;
    if (run && run.status !== 'starting' && run.status !== 'running') {
      return (await demo.callAs('admin', 'GET', `/runs/${run.id}`)).body as Story;
    }
    await pause(100);
  }
}

async function play(definition: object & { code: string }): Promise<Story> {
  await demo.callAs('admin', 'POST', '/workflows', { body: { definition } });
  expect(await demo.callAs('admin', 'POST', `/workflows/${definition.code}/enable`)).toMatchObject({ status: 200 });
  await demo.happen('item.created', definition.code, { unitPrice: 3 });
  return runOf(definition.code);
}

it('a loop over a long list is done in parts, and its results come back in order', { timeout: 120_000 }, async () => {
  const story = await play(
    definitionOf(`
code: LONG
kind: automated
on: { event: item.created, where: { record: { unitPrice: '3' } } }
steps:
  - set: { factor: 2 }
  - { id: all, forEach: '{% [1..${ITEMS}] %}', as: n, steps: [{ set: { twice: '{% $n * $factor %}' } }], result: '{% $twice %}' }
  - if: '{% $count($all) = ${ITEMS} and $all[0] = 2 and $all[-1] = ${2 * ITEMS} %}'
    then: [{ do: email.send, with: { to: manager, subject: All done, text: x } }]
    else: [{ stop: failed }]
`),
  );
  expect(story.error).toBeUndefined();
  expect(story.status).toBe('succeeded');
  const parts = story.steps.filter(({ kind }) => kind === 'part');
  expect(parts.length).toBeGreaterThanOrEqual(1);
  expect(new Set(parts.map(({ status }) => status))).toEqual(new Set(['succeeded']));
  expect(story.steps.filter(({ kind }) => kind === 'set').length).toBeGreaterThan(1_000);
  expect(parts.at(-1)?.progress).toEqual({ done: ITEMS, of: ITEMS });
  expect(story.steps.every(({ kind, progress }) => kind !== 'forEach' || progress?.of !== 0)).toBe(true);
  const [mail] = await demo.mailsTo('manager', 1);
  expect(mail?.subject).toBe('All done');
});

it('what fails in a part fails the run, under its own name', { timeout: 120_000 }, async () => {
  const story = await play(
    definitionOf(`
code: LONG-BAD
kind: automated
on: { event: item.created, where: { record: { unitPrice: '3' } } }
steps:
  - { forEach: '{% [1..${ITEMS}] %}', as: n, steps: [{ set: { x: '{% $n = 20 ? $error("Twenty is bad.") : 1 %}' } }] }
`),
  );
  expect(story).toMatchObject({ status: 'failed', error: { name: 'States.QueryEvaluationError' } });
  expect(story.error?.message).toContain('Twenty is bad.');
  expect(story.steps.some(({ kind, status }) => kind === 'part' && status === 'failed')).toBe(true);
});

it('a goto that leads back more often than fits goes on in another execution, with all that it knew', {
  timeout: 120_000,
}, async () => {
  const story = await play(
    definitionOf(`
code: ROUNDS
kind: automated
on: { event: item.created, where: { record: { unitPrice: '3' } } }
steps:
  - set: { gone: 0 }
  - { id: again, do: records.restrict }
${'  - set: { idle: 1 }\n'.repeat(40)}
  - set: { gone: '{% $gone + 1 %}' }
  - { if: '{% $gone < ${ROUNDS} %}', then: [{ goto: again }] }
  - { do: records.allow }
  - { do: email.send, with: { to: manager, subject: '{% "Gone " & $gone %}', text: x } }
`),
  );
  expect(story.error).toBeUndefined();
  expect(story.status).toBe('succeeded');
  expect(story.steps.filter(({ id }) => id === 'again')).toHaveLength(ROUNDS);
  expect(story.steps.filter(({ kind }) => kind === 'part')).toHaveLength(1);
  const [mail] = await demo.mailsTo('manager', 2);
  expect(mail?.subject).toBe(`Gone ${ROUNDS}`);
});
