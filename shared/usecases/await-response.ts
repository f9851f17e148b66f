import { isOpenRun, type Run } from '../domain/run/run.ts';
import type { Ports } from '../ports/ports.ts';
import { runItems } from '../repositories/run-items.ts';

const PAUSE_MILLISECONDS = 100;

/**
 * Waits until every run has answered or ended, at most so many seconds.
 *
 * @returns the runs, or undefined when the time was over first.
 */
export async function awaitResponse(
  ports: Pick<Ports, 'store' | 'clock'>,
  waiting: { company: string; runIds: readonly string[]; seconds: number },
): Promise<readonly Run[] | undefined> {
  const until = ports.clock.now() + waiting.seconds * 1000;
  for (;;) {
    const runs = await Promise.all(
      waiting.runIds.map((id) => runItems.get(ports.store, { company: waiting.company, id })),
    );
    const settled = runs.flatMap((run) => (run && (run.value.response || !isOpenRun(run.value)) ? [run.value] : []));
    if (settled.length === waiting.runIds.length) return settled;
    const left = until - ports.clock.now();
    if (left <= 0) return undefined;
    await ports.clock.sleep(Math.min(PAUSE_MILLISECONDS, left));
  }
}
