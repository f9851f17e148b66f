import type { HistoryEvent } from '../../shared/domain/run/history-event.ts';

/** Characters of histories that are kept. */
const KEPT_CHARACTERS = 8_000_000;

/** The histories of executions that were lately at work, from their first event on: whoever hears of an end wants to know what happened. */
export interface RecentHistories {
  /** Undefined when it is not known whole. */
  get(arn: string): readonly HistoryEvent[] | undefined;
  /** What the journal has acknowledged, in its order. `characters` is how long it is as text. */
  add(arn: string, lines: readonly HistoryEvent[], characters: number): void;
  drop(arn: string): void;
}

/** Keeps histories up to a size in all; those that began first go first. */
export function createRecentHistories(keptCharacters = KEPT_CHARACTERS): RecentHistories {
  const kept = new Map<string, { lines: HistoryEvent[]; characters: number }>();
  let inAll = 0;
  const drop = (arn: string): void => {
    inAll -= kept.get(arn)?.characters ?? 0;
    kept.delete(arn);
  };
  return {
    get: (arn) => kept.get(arn)?.lines,
    add(arn, lines, characters) {
      const known = kept.get(arn);
      if (known) {
        known.lines.push(...lines);
        known.characters += characters;
      } else if (lines[0]?.id === 1) {
        kept.set(arn, { lines: [...lines], characters });
      } else {
        return;
      }
      inAll += characters;
      for (const oldest of kept.keys()) {
        if (inAll <= keptCharacters) return;
        drop(oldest);
      }
    },
    drop,
  };
}
