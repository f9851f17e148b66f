import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_INGEST_QUOTA, windowOf } from '../../shared/domain/event/ingest-quota.ts';
import { createIngestMeter } from '../../shared/usecases/ingest-meter.ts';
import { readSettings } from '../../stacks/settings.ts';
import { createJumpingClock } from '../support/jumping-clock.ts';
import { createMemoryItemStore } from '../support/memory-item-store.ts';
import { createSeededIdSource } from '../support/seeded-id-source.ts';
import { createSilentLog } from '../support/silent-log.ts';

const QUOTA = 2_000;
/** A meter compares notes after this many events. */
const PART = QUOTA / 200;

/** As many meters as containers, which share nothing but the store. */
function setUp(meters = 1, quota = QUOTA) {
  const clock = createJumpingClock();
  const memory = createMemoryItemStore({ clock });
  let reads = 0;
  let broken = false;
  const store: typeof memory = {
    ...memory,
    get: (key) => {
      reads += 1;
      return broken ? Promise.reject(new Error('gone')) : memory.get(key);
    },
  };
  const ids = createSeededIdSource();
  const ports = { clock, store, ids, log: createSilentLog() };
  return {
    clock,
    reads: () => reads,
    breakStore: () => {
      broken = true;
    },
    meters: Array.from({ length: meters }, () => createIngestMeter(ports, { events: quota })),
  };
}

describe('the quota of what a company may send', () => {
  it('lets in as much as it says, then asks to come again when the window is over', async () => {
    const { clock, meters } = setUp();
    const [meter] = meters;
    for (let sent = 0; sent < QUOTA; sent += 10) expect(await meter?.admit('acme', 10)).toBeUndefined();
    const refused = await meter?.admit('acme', 10);
    expect(refused).toEqual({ retryAfterSeconds: windowOf(clock.now()).secondsLeft });
    await clock.advance((refused?.retryAfterSeconds ?? 0) * 1_000);
    expect(await meter?.admit('acme', 10)).toBeUndefined();
  });

  it('of one company is none of another', async () => {
    const [meter] = setUp().meters;
    while ((await meter?.admit('acme', 100)) === undefined);
    expect(await meter?.admit('other', 100)).toBeUndefined();
  });

  it('is shared by all containers: each lets in one part too much at most', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat({ max: 3 }), fc.integer({ min: 1, max: PART })), {
          minLength: 1_500,
          maxLength: 1_500,
        }),
        async (deliveries) => {
          const { meters } = setUp(4);
          let admitted = 0;
          let refusals = 0;
          for (const [which, events] of deliveries) {
            if (await meters[which]?.admit('acme', events)) refusals += 1;
            else admitted += events;
          }
          const sent = deliveries.reduce((sum, [, events]) => sum + events, 0);
          expect(admitted).toBeGreaterThanOrEqual(Math.min(sent, QUOTA - 4 * PART));
          expect(admitted).toBeLessThanOrEqual(QUOTA + 4 * 2 * PART);
          expect(refusals > 0).toBe(admitted < sent);
        },
      ),
      { numRuns: 20 },
    );
  });

  it('costs a company nothing that sends little', async () => {
    const { meters, reads } = setUp();
    for (let event = 0; event < PART - 1; event += 1) await meters[0]?.admit('acme', 1);
    expect(reads()).toBe(0);
    await meters[0]?.admit('acme', 1);
    expect(reads()).toBe(1);
  });

  it('keeps nobody out because the count can not be kept', async () => {
    const { meters, breakStore } = setUp();
    breakStore();
    for (let sent = 0; sent < QUOTA; sent += PART) expect(await meters[0]?.admit('acme', PART)).toBeUndefined();
    expect(await meters[0]?.admit('acme', 1)).toHaveProperty('retryAfterSeconds');
  });

  it('is the same on one machine as in the cloud, unless the context says otherwise', () => {
    const contextOf = (given: Record<string, unknown>) => ({ tryGetContext: (name: string) => given[name] }) as never;
    expect(readSettings(contextOf({})).ingestQuota).toBe(DEFAULT_INGEST_QUOTA.events);
    expect(readSettings(contextOf({ ingestQuota: '20000' })).ingestQuota).toBe(20_000);
  });
});
