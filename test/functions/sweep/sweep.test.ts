import { describe, expect, it } from 'vitest';
import { makeHandler } from '../../../functions/sweep/handler.ts';
import type { StoredEvent } from '../../../shared/domain/event/event.ts';
import {
  type ExecutionDescription,
  ExecutionDoesNotExistError,
  type StateMachines,
} from '../../../shared/ports/state-machines.ts';
import { ThrottledError } from '../../../shared/ports/throttled-error.ts';
import { eventItems } from '../../../shared/repositories/event-items.ts';
import { outgoingNotification } from '../../../shared/usecases/compose-outbox.ts';
import { CONTEXT } from '../../middleware/http-event-of.ts';
import { company, createEndings, messagesOf } from '../finish-run/ending-fixture.ts';

/** A minute and a little. */
const MINUTE = 60_001;

/** Sweeps with an execution that stands as `describe` says. */
async function createSweep(describeExecution: StateMachines['describe'] = running) {
  const endings = await createEndings();
  let descriptions = 0;
  const machines: StateMachines = {
    ...endings.ports.machines,
    describe(arn) {
      descriptions += 1;
      return describeExecution(arn);
    },
  };
  const handler = makeHandler({ ...endings.ports, machines });
  return { ...endings, descriptions: () => descriptions, sweep: () => handler({}, CONTEXT) };
}

async function running(): Promise<ExecutionDescription> {
  return described('RUNNING');
}

function described(
  status: ExecutionDescription['status'],
  more: { error?: string; cause?: string } = {},
): ExecutionDescription {
  const at = '2026-03-02T08:00:00.000Z';
  return {
    executionArn: 'arn:execution',
    stateMachineArn: 'arn:1',
    name: 'run-1',
    status,
    startedAt: at,
    input: {},
    ...more,
  };
}

describe('the sweep', () => {
  it('leaves alone what is not due', async () => {
    const sweeper = await createSweep();
    expect(await sweeper.sweep()).toEqual({ found: 0, failed: 0 });
    expect(sweeper.descriptions()).toBe(0);
  });

  it('asks less and less often how a long run stands', async () => {
    const sweeper = await createSweep();
    for (let minute = 0; minute < 120; minute++) {
      await sweeper.clock.advance(MINUTE);
      await sweeper.sweep();
    }
    expect(sweeper.descriptions()).toBeGreaterThan(3);
    expect(sweeper.descriptions()).toBeLessThan(12);
    expect(await sweeper.run()).toMatchObject({ status: 'running' });
  });

  it('ends a run of whose end nobody heard', async () => {
    const sweeper = await createSweep(async () => described('FAILED', { error: 'E', cause: 'The reason.' }));
    await sweeper.clock.advance(MINUTE);
    expect(await sweeper.sweep()).toEqual({ found: 1, failed: 0 });
    expect(await sweeper.run()).toMatchObject({ status: 'failed', error: { name: 'E', message: 'The reason.' } });
    expect(messagesOf(sweeper)).toHaveLength(2);
  });

  it('ends a run whose execution is gone, and says so', async () => {
    const sweeper = await createSweep(() => Promise.reject(new ExecutionDoesNotExistError('arn:execution')));
    await sweeper.clock.advance(MINUTE);
    await sweeper.sweep();
    expect(await sweeper.run()).toMatchObject({ status: 'failed', error: { name: 'ExecutionLost' } });
  });

  it('leaves for the next time what can not be finished now, and finishes the rest', async () => {
    let isBusy = true;
    const sweeper = await createSweep(() =>
      isBusy ? Promise.reject(new ThrottledError('Slow down.')) : Promise.resolve(described('SUCCEEDED')),
    );
    await sweeper.store.write([leftMessage('n-1')]);
    await sweeper.clock.advance(10 * MINUTE);
    expect(await sweeper.sweep()).toEqual({ found: 2, failed: 1 });
    expect(sweeper.messages()).toHaveLength(1);
    isBusy = false;
    expect(await sweeper.sweep()).toEqual({ found: 1, failed: 0 });
    expect(await sweeper.run()).toMatchObject({ status: 'succeeded' });
  });

  it('sends a message that was left behind once, also when two sweeps meet', async () => {
    const sweeper = await createSweep();
    await sweeper.store.write([leftMessage('n-1'), leftMessage('n-2')]);
    await sweeper.clock.advance(10 * MINUTE);
    await Promise.all([sweeper.sweep(), sweeper.sweep()]);
    expect(new Set(sweeper.messages().map(({ id }) => id)).size).toBe(2);
    expect(sweeper.store.items().filter(({ type }) => type === 'outbox')).toEqual([]);
  });

  it('handles an event that was taken in and then forgotten', async () => {
    const sweeper = await createSweep();
    await sweeper.store.write([eventItems.create(received)]);
    await sweeper.clock.advance(10 * MINUTE);
    await sweeper.sweep();
    expect((await eventItems.get(sweeper.store, received.event))?.value.status).toBe('handled');
  });

  it('leaves an event that is parked to the people who look at parked events', async () => {
    const sweeper = await createSweep();
    await sweeper.store.write([eventItems.create({ ...received, status: 'parked', parkedReason: 'Too large.' })]);
    await sweeper.clock.advance(10 * MINUTE);
    await sweeper.sweep();
    expect((await eventItems.get(sweeper.store, received.event))?.value.status).toBe('parked');
  });
});

const received: StoredEvent = {
  sequence: 1,
  status: 'received',
  event: {
    company,
    source: 'erp',
    id: 'e-9',
    type: 'item.modified',
    time: '2026-03-02T08:00:00.000Z',
    receivedAt: '2026-03-02T08:00:00.000Z',
    record: { company, source: 'erp', entity: 'item', id: '1896-S', fields: {} },
  },
};

function leftMessage(id: string) {
  return outgoingNotification({
    company,
    group: 'run-1-notifications',
    id,
    to: { userId: 'manager' },
    content: { kind: 'email', subject: 'x', text: 'x' },
    now: '2026-03-02T08:00:00.000Z',
  });
}
