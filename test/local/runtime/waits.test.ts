import { describe, expect, it } from 'vitest';
import { definitionOf } from '../../statemachines/support/definitions.ts';
import { startDemoOfFile } from './demo-of-file.ts';

const demo = await startDemoOfFile();

const PATIENCE = { timeout: 15_000, interval: 50 };

interface Story {
  readonly id: string;
  readonly status: string;
  readonly steps: readonly { readonly id: string; readonly kind: string; readonly status: string }[];
}

/** Enables a workflow with these steps and starts one run of it, on an item of the same name. */
async function begin(code: string, steps: string) {
  const definition = definitionOf(
    `code: ${code}\nkind: automated\non: { event: item.created, where: { record: { description: ${code} } } }\nsteps:\n${steps.replaceAll(/^/gm, '  ')}`,
  );
  await demo.callAs('admin', 'POST', '/workflows', { body: { definition } });
  expect(await demo.callAs('admin', 'POST', `/workflows/${code}/enable`)).toMatchObject({ status: 200 });
  await demo.happen('item.created', code, { description: code });
  const story = async (): Promise<Story> => {
    const { body } = await demo.callAs('admin', 'GET', `/runs?workflow=${code}`);
    const [run] = (body as { items: { id: string }[] }).items;
    return (await demo.callAs('admin', 'GET', `/runs/${run?.id}`)).body as Story;
  };
  return {
    modified: (unitPrice: number) => demo.happen('item.modified', code, { unitPrice }),
    deleted: () => demo.happen('item.deleted', code, {}),
    /** Until the run has so many visits of a step behind it or is in the last of them. */
    async reaches(step: string, visits = 1) {
      await expect
        .poll(async () => (await story()).steps.filter(({ id }) => id === step).length, PATIENCE)
        .toBe(visits);
    },
    async told() {
      await expect.poll(async () => (await story()).status, PATIENCE).toBe('succeeded');
      const mails = await demo.mailsTo('manager', 1);
      return mails
        .flatMap(({ subject }) => (subject.startsWith(`${code} `) ? [subject.slice(code.length + 1)] : []))
        .reverse();
    },
  };
}

const mail = (code: string, text: string) =>
  `{ do: email.send, with: { to: manager, text: x, subject: "{% '${code} ${text} ' & $string($record.fields.unitPrice) %}" } }`;

describe('an event', () => {
  it('may come before a wait, while it is open, and after it, and each is taken once in its order', {
    timeout: 40_000,
  }, async () => {
    const run = await begin(
      'ORDER',
      `
- { id: busy, wait: { for: PT2S } }
- { id: first, when: [{ event: item.modified, steps: [${mail('ORDER', 'first')}] }] }
- { id: second, when: [{ event: item.modified, steps: [${mail('ORDER', 'second')}] }] }
- { id: again, wait: { for: PT2S } }
- { id: third, when: [{ event: item.modified, steps: [${mail('ORDER', 'third')}] }] }`,
    );
    await run.reaches('busy');
    await run.modified(1);
    await run.reaches('second');
    await run.modified(2);
    await run.reaches('again');
    await run.modified(3);
    expect(await run.told()).toEqual(['first 1', 'second 2', 'third 3']);
  });

  it('that comes while responses run is replayed afterwards, with the conditions evaluated again', {
    timeout: 40_000,
  }, async () => {
    const run = await begin(
      'REPLAY',
      `
- id: low
  when: [{ event: item.modified, where: { record: { unitPrice: '<100' } }, steps: [{ id: responding, wait: { for: PT2S } }, ${mail('REPLAY', 'low')}] }]
- id: high
  when:
    - { event: item.modified, where: { record: { unitPrice: '<100' } }, steps: [{ stop: failed }] }
    - { event: item.modified, where: { record: { unitPrice: '>=200' } }, steps: [${mail('REPLAY', 'high')}] }`,
    );
    await run.reaches('low');
    await run.modified(150);
    await run.modified(50);
    await run.reaches('responding');
    await run.modified(150);
    await run.modified(250);
    expect(await run.told()).toEqual(['low 50', 'high 250']);
  });
});

describe('a wait', () => {
  it('ignores the siblings that lose the race, also when their event comes later', { timeout: 40_000 }, async () => {
    const run = await begin(
      'RACE',
      `
- id: race
  when:
    - { event: item.modified, where: { record: { unitPrice: '1' } }, steps: [${mail('RACE', 'one')}] }
    - { event: item.modified, where: { record: { unitPrice: '2' } }, steps: [${mail('RACE', 'two')}] }
    - { event: item.modified, steps: [${mail('RACE', 'any')}] }
- { id: rest, when: [{ event: item.deleted, steps: [] }] }`,
    );
    await run.reaches('race');
    await run.modified(2);
    await run.modified(1);
    await run.modified(3);
    await run.reaches('rest');
    await run.deleted();
    expect(await run.told()).toEqual(['two 2']);
  });

  it('to which a goto leads is armed again, with all its siblings', { timeout: 40_000 }, async () => {
    const run = await begin(
      'AGAIN',
      `
- id: again
  when:
    - { event: item.modified, where: { record: { unitPrice: '<10' } }, steps: [${mail('AGAIN', 'small')}, { goto: again }] }
    - { event: item.modified, where: { record: { unitPrice: '>=10' } }, steps: [${mail('AGAIN', 'large')}, { goto: again }] }
    - { event: item.deleted, steps: [] }`,
    );
    await run.reaches('again');
    await run.modified(1);
    await run.modified(20);
    await run.modified(2);
    await run.deleted();
    expect(await run.told()).toEqual(['small 1', 'large 20', 'small 2']);
  });
});
