import type { HistoryEvent } from '../../shared/domain/run/history-event.ts';
import { createKept } from '../store/kept.ts';

/** Characters of histories that are kept. */
const KEPT_CHARACTERS = 8_000_000;

/** The histories of executions that were lately at work, from their first event on: whoever hears of an end wants to know what happened. */
export interface RecentHistories {
  /** Undefined when it is not known whole. */
  get(arn: string): readonly HistoryEvent[] | undefined;
  /** What the journal has acknowledged, in its order. `characters` is how long it is as text. */
  add(arn: string, events: readonly HistoryEvent[], characters: number): void;
  drop(arn: string): void;
}

/** Keeps histories up to a size in all. */
export function createRecentHistories(keptCharacters = KEPT_CHARACTERS): RecentHistories {
  const kept = createKept<{ events: HistoryEvent[]; characters: number }>(keptCharacters);
  return {
    get: (arn) => kept.get(arn)?.events,
    add(arn, events, characters) {
      const known = kept.get(arn) ?? (events[0]?.id === 1 ? { events: [], characters: 0 } : undefined);
      if (!known) return;
      known.events.push(...events);
      known.characters += characters;
      kept.put(arn, known, known.characters);
    },
    drop: kept.drop,
  };
}
