import type { World } from './world.ts';

/** An administrator sends parked messages on again: five failures in a row park one, and here they are drawn freely. */
export async function redriveParked(world: World): Promise<void> {
  const { items } = await world.queue.deadLetters.list({ limit: 100 });
  for (const { id } of items) await world.queue.deadLetters.redrive(id);
  if (items.length > 0) await world.settle();
}
