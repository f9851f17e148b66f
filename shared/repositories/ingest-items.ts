import { defineItemType } from './item-type.ts';
import { keyOf, later } from './key-text.ts';

/** Nobody asks for a count after its window, which is shorter than this. */
const KEPT_MILLISECONDS = 3_600_000;

/** How many events of a company one meter (one container) let in within a window. */
export interface IngestCount {
  readonly company: string;
  readonly windowStartsAt: string;
  readonly meter: string;
  readonly events: number;
}

type Window = Pick<IngestCount, 'company' | 'windowStartsAt'>;

export const ingestItems = defineItemType<IngestCount, Window & { meter: string }>({
  type: 'ingest',
  key: (count) => ({ partition: countsOf(count), sort: count.meter }),
  idOf: (count) => count,
  expiresAt: ({ windowStartsAt }) => later(windowStartsAt, KEPT_MILLISECONDS),
});

/** The partition of all counts of a company's window. */
export function countsOf({ company, windowStartsAt }: Window): string {
  return keyOf('ingest', company, windowStartsAt);
}
