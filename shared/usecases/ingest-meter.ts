import { type IngestQuota, windowOf } from '../domain/event/ingest-quota.ts';
import type { Ports } from '../ports/ports.ts';
import { countsOf, ingestItems } from '../repositories/ingest-items.ts';

/** Watches over what companies send. */
export interface IngestMeter {
  /** Counts events of a company in, or says after how many seconds they may come. Never refuses because it could not count. */
  admit(company: string, events: number): Promise<{ readonly retryAfterSeconds: number } | undefined>;
}

/** What a meter knows of a company in the present window. */
interface Tally {
  /** Let in here. */
  own: number;
  /** As many of them as the other meters can know of. */
  told: number;
  /** Let in by others, when they were last asked. */
  others: number;
  telling: boolean;
  refused: boolean;
}

/** A meter tells the others each time that it let in another part of the quota: this many parts make the whole. */
const PARTS = 200;

/**
 * Makes the meter of one container. Several count together by items of their own, which nobody else writes. A company that sends little is counted
 * in memory only and costs nothing; of a large burst, each meter may let in one part more than the quota. It is a fair share, no invoice.
 */
export function createIngestMeter(
  ports: Pick<Ports, 'store' | 'clock' | 'ids' | 'log'>,
  { events: quota }: IngestQuota,
): IngestMeter {
  const meter = ports.ids.newId();
  const part = Math.ceil(quota / PARTS);
  let window = 0;
  let windowStartsAt = '';
  let tallies = new Map<string, Tally>();
  return {
    async admit(company, events) {
      const { start, secondsLeft } = windowOf(ports.clock.now());
      if (start !== window) {
        window = start;
        windowStartsAt = new Date(start).toISOString();
        tallies = new Map();
      }
      const tally = tallies.get(company) ?? { own: 0, told: 0, others: 0, telling: false, refused: false };
      tallies.set(company, tally);
      if (tally.own + tally.others >= quota) {
        if (!tally.refused) ports.log.warn('A company sends more events than its share.', { company, windowStartsAt });
        tally.refused = true;
        return { retryAfterSeconds: secondsLeft };
      }
      tally.own += events;
      if (tally.own - tally.told >= part && !tally.telling) {
        await compareNotes(ports, { id: { company, windowStartsAt, meter }, tally });
      }
      return undefined;
    },
  };
}

/** Tells the other meters what this one let in, and asks what they did. */
async function compareNotes(
  { store, log }: Pick<Ports, 'store' | 'log'>,
  { id, tally }: { id: { company: string; windowStartsAt: string; meter: string }; tally: Tally },
): Promise<void> {
  tally.telling = true;
  try {
    const events = tally.own;
    await store.write([ingestItems.save(await ingestItems.get(store, id), { ...id, events })]);
    tally.told = events;
    const counts = await ingestItems.queryAll(store, { index: 'base', partition: countsOf(id) });
    tally.others = counts.reduce((sum, { value }) => (value.meter === id.meter ? sum : sum + value.events), 0);
  } catch (error) {
    log.warn('Events were let in without being counted.', { company: id.company, reason: String(error) });
  } finally {
    tally.telling = false;
  }
}
