import { describe, expect, it } from 'vitest';
import type { FaultKind } from '../support/fault-plan.ts';
import { approveOneOrder } from './one-order.ts';

const calm = await approveOneOrder({ schedule: [] });
const changes = calm.world.injector.story.filter((line) => !/\.(get|query|list|describe|history)\b/.test(line)).length;

describe('one order that two people approve', () => {
  it('is released once, by one run, when nothing goes wrong', () => {
    const { world, outcome } = calm;

    expect(outcome.runs).toMatchObject([{ status: 'succeeded', workflow: 'POAPW-01' }]);
    expect(outcome.requests).toMatchObject([{ status: 'approved', pendingApprovals: 0 }]);
    expect(world.source.done.map(({ type }) => type)).toEqual(['record.setStatus', 'record.release']);
    expect(
      world.mailer
        .mails()
        .map(({ to }) => to)
        .sort(),
    ).toEqual(['director@c.example', 'manager@c.example']);
    expect(changes).toBeGreaterThan(20);
  });

  const faults: readonly FaultKind[] = ['crashBefore', 'crashAfter', 'lostAnswer', 'throttle'];
  it.each(faults)(
    'is released once, by one run, whichever change is met by %s',
    { timeout: 120_000 },
    async (fault) => {
      let played = 0;
      for (let nth = 1; nth <= changes; nth++) {
        const { world, outcome } = await approveOneOrder({ schedule: [{ on: '*', nth, fault }] }, nth);
        played += world.injector.faults.length;

        expect(outcome.runs, `change ${nth}`).toMatchObject([{ status: 'succeeded' }]);
      }
      expect(played).toBeGreaterThan(changes * 0.8);
    },
  );
});
