import type { Rejection } from '../domain/event/rejection.ts';
import type { Ports } from '../ports/ports.ts';
import { rejectionItems } from '../repositories/rejection-items.ts';

/** Of a batch, so many events are noted: more of them were refused for the same reason. */
const MOST_IDS = 25;
const MOST_ERRORS = 10;
/** Characters of an id that is kept; a longer one was refused for that. */
const MOST_ID_CHARACTERS = 200;
/** What strangers send costs at most so many writes a minute in each container. */
const STRANGERS_PER_MINUTE = 60;

/** Notes what was refused, so that somebody can ask later. */
export interface RejectionBook {
  /** Never fails: the refusal itself is the answer that counts. */
  note(rejection: Omit<Rejection, 'id'>, ids: readonly string[]): Promise<void>;
}

/** Makes the book of one container. */
export function createRejectionBook({ store, log }: Pick<Ports, 'store' | 'log'>): RejectionBook {
  let minute = '';
  let strangers = 0;
  return {
    async note(rejection, ids) {
      const now = rejection.rejectedAt.slice(0, 16);
      if (now !== minute) strangers = 0;
      minute = now;
      if (!rejection.signed && ++strangers > STRANGERS_PER_MINUTE) return;
      const { errors, ...rest } = rejection;
      const noted = new Set(ids.filter((id) => id !== '').map((id) => id.slice(0, MOST_ID_CHARACTERS)));
      for (const id of [...noted].slice(0, MOST_IDS)) {
        await keep(store, { ...rest, id, ...(errors && { errors: errors.slice(0, MOST_ERRORS) }) }).catch((error) =>
          log.warn('A refused delivery was not noted.', { source: rest.source, reason: String(error) }),
        );
      }
    },
  };
}

async function keep(store: Ports['store'], rejection: Rejection): Promise<void> {
  await store.write([rejectionItems.save(await rejectionItems.get(store, rejection), rejection)]);
}
