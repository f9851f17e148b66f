/** Work on many things: those of one group one after the other, in their order, and so many groups at the same time. */
export interface GroupedWork<Thing> {
  readonly groupOf: (thing: Thing) => string;
  readonly groupsAtOnce: number;
  work(thing: Thing): Promise<void>;
}

/** Does the work on all things. After the first failure nothing new is begun; it is thrown when what was under way has ended. */
export async function inGroups<Thing>(things: readonly Thing[], how: GroupedWork<Thing>): Promise<void> {
  const [only] = things;
  if (only !== undefined && things.length === 1) return how.work(only);
  const waiting = [...Map.groupBy(things, how.groupOf).values()];
  let failed = false;
  const takeGroups = async (): Promise<void> => {
    for (let group = waiting.shift(); group; group = waiting.shift()) {
      for (const thing of group) {
        if (failed) return;
        await how.work(thing);
      }
    }
  };
  const workers = Array.from({ length: Math.min(how.groupsAtOnce, waiting.length) }, () =>
    takeGroups().catch((error: unknown) => {
      failed = true;
      throw error;
    }),
  );
  const ends = await Promise.allSettled(workers);
  const fault = ends.find((end) => end.status === 'rejected');
  if (fault) throw fault.reason;
}
