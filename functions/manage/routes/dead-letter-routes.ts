import * as z from 'zod';
import { actorOf } from '../../../shared/domain/company/caller.ts';
import { type RouteHandlers, refuseNotFound } from '../../../shared/middleware/api-request.ts';
import type { DeadLetter } from '../../../shared/ports/dead-letters.ts';
import { listDeadLetters, redriveDeadLetter } from '../../../shared/usecases/list-dead-letters.ts';
import type { ManagePorts } from '../manage-ports.ts';
import { pageAnswer, pageRequest } from './page-request.ts';

/** As much of an event's message as is shown: never the content of its record. */
const shownEvent = z.object({
  source: z.string(),
  id: z.string(),
  type: z.string(),
  record: z.object({ source: z.string(), entity: z.string(), id: z.string() }),
});

/** Dead letters: messages that could not be handled. */
export function deadLetterRoutes(ports: ManagePorts): RouteHandlers<'listDeadLetters' | 'redriveDeadLetter'> {
  return {
    async listDeadLetters({ company, query }) {
      return pageAnswer(await listDeadLetters(ports, company, pageRequest(query)), letterView);
    },
    async redriveDeadLetter({ company, params, caller }) {
      const letter = await redriveDeadLetter(ports, { company, id: params.id, actor: actorOf(caller) });
      return letter ? { status: 202, body: letterView(letter) } : refuseNotFound();
    },
  };
}

function letterView(letter: DeadLetter) {
  const { id, queue, reason, parkedAt, body } = letter;
  const event = shownEvent.safeParse(JSON.parse(body));
  return {
    id,
    queue,
    reason,
    parkedAt,
    ...(event.success && { event: event.data, record: event.data.record }),
  };
}
