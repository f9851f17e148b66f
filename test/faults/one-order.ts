import type { FaultPlan } from '../support/fault-plan.ts';
import { expectPromisesKept, type Outcome } from './invariants.ts';
import { decideOpen, handIn, orderEvent, setUpCompany } from './purchase-order.ts';
import { createWorld, type World, type WorldOptions } from './world.ts';

/** One order that two people approve one after the other, with faults by plan. Rejects with the story. */
export async function approveOneOrder(plan: FaultPlan, seed = 1): Promise<{ world: World; outcome: Outcome }> {
  return tellOnFailure(plan, seed, async (world) => {
    await handIn(world, orderEvent('e1', 'approvalRequested', {}));
    await world.settle();
    await decideOpen(world, 'manager', 'approve');
    await world.settle();
    await decideOpen(world, 'director', 'approve');
    await world.settle();
  });
}

/** Plays a story in a new world and checks what must hold behind it. A failure shows every call up to it. */
export async function tellOnFailure(
  plan: FaultPlan,
  seed: number,
  play: (world: World) => Promise<void>,
  options: WorldOptions = {},
): Promise<{ world: World; outcome: Outcome }> {
  const world = await createWorld(plan, seed, options);
  try {
    await setUpCompany(world);
    await play(world);
    return { world, outcome: await expectPromisesKept(world) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const story = world.injector.story.slice(-200).join('\n');
    throw new Error(
      `${reason}\nplan: ${JSON.stringify(plan)} seed: ${seed}\nfaults: ${JSON.stringify(world.injector.faults)}\n${story}`,
      { cause: error },
    );
  } finally {
    await world.close();
  }
}
