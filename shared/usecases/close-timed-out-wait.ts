import type { AwaitEventInput, WaitOutput } from '../contracts/await-event.ts';
import { waitIdOf, withClosedWait } from '../domain/run/inbox-rules.ts';
import type { Ports } from '../ports/ports.ts';
import { requestItems } from '../repositories/approval-items.ts';
import { inboxItems } from '../repositories/run-items.ts';
import { outputOf } from './answer-waits.ts';
import { cancelAsked } from './cancel-asked.ts';
import { expectHeard } from './expect-heard.ts';
import { retryOnConflict } from './retry-on-conflict.ts';

/**
 * The timeout of a wait has struck: closes the wait and answers `timeout`, or answers with the event that ended it first,
 * which the machine then follows. The request, and what the step had asked by itself, are written with it, so that a decision comes either before or after the end of the wait.
 *
 * @throws DecisionUnderwayError while a decision that came before is on its way to the run.
 */
export async function closeTimedOutWait(
  ports: Pick<Ports, 'store' | 'queue' | 'clock' | 'ids'>,
  input: Extract<AwaitEventInput, { mode: 'timeout' }>,
): Promise<WaitOutput> {
  const { company, runId } = input;
  return retryOnConflict(ports, async (): Promise<WaitOutput> => {
    const before = await inboxItems.get(ports.store, { company, runId });
    if (!before) return { branch: 'timeout' };
    const waitId = waitIdOf({ ...input, mode: 'event' });
    const claim = before.value.waits.find((wait) => wait.id === waitId)?.claim;
    if (claim) return outputOf(ports, before.value, claim);
    const request = await requestItems.get(ports.store, { company, id: runId });
    if (request) await expectHeard(ports, request.value, request.value.lastEventId);
    await ports.store.write([
      inboxItems.update(before, withClosedWait(before.value, waitId)),
      ...(await cancelAsked(ports, before.value, input)),
      ...(request ? [requestItems.update(request, request.value)] : []),
    ]);
    return { branch: 'timeout' };
  });
}
