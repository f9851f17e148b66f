import { beforeEach, describe, expect, it } from 'vitest';
import { deliverBatch } from '../../local/queue/deliver-batch.ts';
import { UnknownOutcomeError } from '../../shared/ports/item-store.ts';
import { ThrottledError } from '../../shared/ports/throttled-error.ts';
import { put, thing } from '../contract/item-samples.ts';
import { createQueueRecorder } from '../contract/queue-recorder.ts';
import { createFaultInjector, LostAnswerError, SimulatedCrash } from './fault-injector.ts';
import type { FaultPlan } from './fault-plan.ts';
import { createJumpingClock, type JumpingClock } from './jumping-clock.ts';
import { createMemoryItemStore, type MemoryItemStore } from './memory-item-store.ts';
import { createMemoryMailer } from './memory-mailer.ts';
import { createMemoryQueue, type MemoryQueue } from './memory-queue.ts';
import { createRecordingHttpClient } from './recording-http-client.ts';
import { createSeededIdSource } from './seeded-id-source.ts';

describe('the fault injector', () => {
  let clock: JumpingClock;
  let store: MemoryItemStore;
  let queue: MemoryQueue;
  beforeEach(() => {
    clock = createJumpingClock();
    store = createMemoryItemStore({ clock });
    queue = createMemoryQueue({ clock, ids: createSeededIdSource() });
  });
  const sorts = () => store.items().map(({ key }) => key.sort);
  const mail = { to: 'a@x', subject: 's', text: 't', html: 'h', idempotencyKey: 'k', company: 'c' };

  it('lets everything through where nothing is scheduled', async () => {
    const wrapped = createFaultInjector({ schedule: [] }).wrap('store', store);
    await wrapped.write([put(thing('p', 'a'))]);
    expect((await wrapped.get(thing('p', 'a').key))?.version).toBe(1);
    expect(wrapped.items()).toHaveLength(1);
  });

  it('throttles the n-th call of a method: it does not happen', async () => {
    const injector = createFaultInjector({ schedule: [{ on: 'store.write', nth: 2, fault: 'throttle' }] });
    const wrapped = injector.wrap('store', store);
    await wrapped.write([put(thing('p', 'a'))]);
    await wrapped.get(thing('p', 'a').key);
    await expect(wrapped.write([put(thing('p', 'b'))])).rejects.toThrow(ThrottledError);
    await wrapped.write([put(thing('p', 'c'))]);
    expect(sorts()).toEqual(['a', 'c']);
  });

  it('loses the answer to what has happened, in the way of each port', async () => {
    const names = ['store.write', 'queue.send', 'mailer.send', 'http.request'];
    const injector = createFaultInjector({ schedule: names.map((on) => ({ on, nth: 1, fault: 'lostAnswer' })) });
    const mailer = createMemoryMailer(clock);
    const http = createRecordingHttpClient();
    await expect(injector.wrap('store', store).write([put(thing('p', 'a'))])).rejects.toThrow(UnknownOutcomeError);
    await expect(injector.wrap('queue', queue).send('notifications', { body: 'x' })).rejects.toThrow(LostAnswerError);
    await expect(injector.wrap('mailer', mailer).send(mail)).rejects.toThrow(LostAnswerError);
    const request = injector.wrap('http', http).request({ method: 'GET', url: 'https://x.example/' });
    await expect(request).rejects.toMatchObject({ name: 'HttpUnreachableError' });
    expect([sorts().length, queue.messages('notifications').length, mailer.calls.length, http.requests.length]).toEqual(
      [1, 1, 1, 1],
    );
  });

  it('lets a remote system ask to slow down with an answer', async () => {
    const injector = createFaultInjector({ schedule: [{ on: 'http.request', nth: 1, fault: 'throttle' }] });
    const http = createRecordingHttpClient();
    const answer = await injector.wrap('http', http).request({ method: 'GET', url: 'https://x.example/' });
    expect(answer.status).toBe(429);
    expect(http.requests).toEqual([]);
  });

  it.each([
    ['crashBefore', ['a']],
    ['crashAfter', ['a', 'b']],
  ] as const)('ends the process by %s: nothing works until it is restarted', async (fault, left) => {
    const injector = createFaultInjector({ schedule: [{ on: '*', nth: 2, fault }] });
    const dead = injector.wrap('store', store);
    const deadQueue = injector.wrap('queue', queue);
    await dead.write([put(thing('p', 'a'))]);
    await expect(dead.write([put(thing('p', 'b'))])).rejects.toThrow(SimulatedCrash);
    expect(injector.isCrashed()).toBe(true);
    await expect(dead.get(thing('p', 'a').key)).rejects.toThrow(SimulatedCrash);
    await expect(deadQueue.send('notifications', { body: 'x' })).rejects.toThrow(SimulatedCrash);
    expect(sorts()).toEqual(left);

    injector.restart();
    const alive = injector.wrap('store', store);
    await alive.write([put(thing('p', 'c'))]);
    await expect(dead.write([put(thing('p', 'zombie'))])).rejects.toThrow(SimulatedCrash);
    expect(sorts()).toEqual([...left, 'c']);
    expect(queue.messages('notifications')).toEqual([]);
  });

  it('does not tell a dead process what came of its other calls', async () => {
    const injector = createFaultInjector({ schedule: [{ on: 'store.write', nth: 2, fault: 'crashBefore' }] });
    const wrapped = injector.wrap('store', store);
    const results = await Promise.allSettled([
      wrapped.write([put(thing('p', 'a'))]),
      wrapped.write([put(thing('p', 'b'))]),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(sorts()).toEqual(['a']);
  });

  it('loses a refusal as well as any other answer, and ends the process at it', async () => {
    await store.write([put(thing('p', 'a'))]);
    for (const [fault, error] of [
      ['lostAnswer', UnknownOutcomeError],
      ['crashAfter', SimulatedCrash],
    ] as const) {
      const injector = createFaultInjector({ schedule: [{ on: '*', nth: 1, fault }] });
      await expect(injector.wrap('store', store).write([put(thing('p', 'a'))])).rejects.toThrow(error);
      expect(injector.isCrashed()).toBe(fault === 'crashAfter');
    }
  });

  it('delivers a message twice, by sending or by settling', async () => {
    const injector = createFaultInjector({
      schedule: [
        { on: 'queue.send', nth: 1, fault: 'duplicate' },
        { on: 'queue.settle', nth: 3, fault: 'duplicate' },
      ],
    });
    const wrapped = injector.wrap('queue', queue);
    await wrapped.send('events', { body: 'a', group: 'g', deduplicationId: '1' });
    await wrapped.send('events', { body: 'b', group: 'g', deduplicationId: '2' });
    const recorder = createQueueRecorder();
    for (let round = 0; round < 5; round++) {
      const batch = await wrapped.receive('events', { limit: 1, visibilityTimeoutSeconds: 30 });
      await deliverBatch(wrapped, batch, recorder.handle);
    }
    expect(recorder.bodies()).toEqual(['a', 'a', 'b', 'b']);
  });

  it('refuses a schedule with a fault that the call cannot have', async () => {
    const injector = createFaultInjector({ schedule: [{ on: 'store.write', nth: 1, fault: 'duplicate' }] });
    await expect(injector.wrap('store', store).write([])).rejects.toThrow(RangeError);
  });

  describe('drawn from a seed', () => {
    /** Writes 50 items with faults, restarting after crashes. */
    const play = async (plan: FaultPlan) => {
      const ownStore = createMemoryItemStore({ clock });
      const injector = createFaultInjector(plan);
      let wrapped = injector.wrap('store', ownStore);
      for (let n = 0; n < 50; n++) {
        await wrapped.write([put(thing('p', `${n}`))]).catch(() => {});
        if (!injector.isCrashed()) continue;
        injector.restart();
        wrapped = injector.wrap('store', ownStore);
      }
      return { injector, left: ownStore.items().length };
    };
    const rates = { throttle: 0.1, lostAnswer: 0.1, duplicate: 0.1, crashBefore: 0.1, crashAfter: 0.1 };

    it('goes wrong in the same way for the same seed, and in another for another', async () => {
      const first = await play({ seed: 5, rates });
      const second = await play({ seed: 5, rates });
      expect(second.injector.story).toEqual(first.injector.story);
      expect((await play({ seed: 6, rates })).injector.story).not.toEqual(first.injector.story);
    });

    it('stops going wrong after so many faults', async () => {
      expect((await play({ seed: 5, rates, maxFaults: 4 })).injector.faults).toHaveLength(4);
    });

    it('can be replayed as a schedule from the faults that happened', async () => {
      const drawn = await play({ seed: 5, rates });
      const replayed = await play({ schedule: drawn.injector.faults });
      expect(replayed.injector.story).toEqual(drawn.injector.story);
      expect(replayed.left).toBe(drawn.left);
      expect(new Set(drawn.injector.faults.map(({ fault }) => fault)).size).toBeGreaterThan(2);
    });
  });

  it('tells the story line by line', async () => {
    const injector = createFaultInjector({ schedule: [{ on: 'store.write', nth: 2, fault: 'crashAfter' }] });
    const wrapped = injector.wrap('store', store);
    await wrapped.write([put(thing('p', 'a')), { kind: 'check', key: thing('p', 'z').key, expect: 'absent' }]);
    await wrapped.write([put(thing('p', 'b'))]).catch(() => {});
    injector.restart();
    await injector
      .wrap('store', store)
      .write([put(thing('p', 'b'))])
      .catch(() => {});
    expect(injector.story).toEqual([
      '1 store.write(put thing#p a, check thing#p z)',
      '2 store.write(put thing#p b) -> CRASHAFTER',
      '--- life 2 ---',
      '4 store.write(put thing#p b) -> WriteConflictError',
    ]);
  });
});
