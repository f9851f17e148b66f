import type { Caller } from '../domain/company/caller.ts';
import { maySeeEvent } from '../domain/company/visibility.ts';
import { PLATFORM_SOURCE, type StoredEvent } from '../domain/event/event.ts';
import type { Ports } from '../ports/ports.ts';
import { eventItems } from '../repositories/event-items.ts';
import { sourcesOf } from './find-record.ts';

export type GetEventResult =
  | { readonly kind: 'found'; readonly stored: StoredEvent }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'ambiguous'; readonly sources: readonly string[] };

/** The event that a person means by the sender's id, among those that the caller may see. */
export async function getEvent(
  ports: Pick<Ports, 'store'>,
  question: { caller: Caller; id: string; source?: string },
): Promise<GetEventResult> {
  const { caller, id, source } = question;
  const { company } = caller;
  const sources = source === undefined ? [...(await sourcesOf(ports, company)), PLATFORM_SOURCE] : [source];
  const found = await Promise.all(
    sources.map((sender) => eventItems.get(ports.store, { company, source: sender, id })),
  );
  const visible = found.flatMap((item) => (item && maySeeEvent(caller, item.value.event) ? [item.value] : []));
  const [stored] = visible;
  if (!stored) return { kind: 'not-found' };
  if (visible.length > 1) return { kind: 'ambiguous', sources: visible.map(({ event }) => event.source) };
  return { kind: 'found', stored };
}
