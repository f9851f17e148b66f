import type { Caller } from '../domain/company/caller.ts';
import { maySeeRejections } from '../domain/company/visibility.ts';
import type { Rejection } from '../domain/event/rejection.ts';
import type { Ports } from '../ports/ports.ts';
import { rejectionItems } from '../repositories/rejection-items.ts';
import { sourcesOf } from './find-record.ts';

/** What was refused at the webhook under an id, newest first, as far as the caller may see it. */
export async function rejectionsFor(
  { store }: Pick<Ports, 'store'>,
  { caller, id, source }: { caller: Caller; id: string; source?: string },
): Promise<readonly Rejection[]> {
  const { company } = caller;
  const all = source === undefined ? await sourcesOf({ store }, company) : [source];
  const sources = all.filter((one) => maySeeRejections(caller, one));
  const places = sources.flatMap((one) => [true, false].map((signed) => ({ company, source: one, id, signed })));
  const found = await Promise.all(places.map((place) => rejectionItems.get(store, place)));
  // A place of strangers may hold another id.
  return found
    .flatMap((item) => (item?.value.id === id ? [item.value] : []))
    .sort((left, right) => Date.parse(right.rejectedAt) - Date.parse(left.rejectedAt));
}
