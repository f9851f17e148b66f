import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { seededRandom } from '../support/seeded-random.ts';
import { startOrderSource } from './order-source.ts';
import { type OrderStories, type Plan, setUpOrderStories } from './order-stories.ts';
import { createWerkstroomProcess, type WerkstroomProcess } from './werkstroom-process.ts';

const ORDERS_PER_ROUND = 6;
/** From a start that is hardly begun to one that has worked for a while. */
const LONGEST_LIFE_MILLISECONDS = 2_000;
const SETTLE_WITHIN_MILLISECONDS = 60_000;

/** What stood at the end, to be compared with what was acknowledged. */
export interface KillReport {
  readonly rounds: number;
  readonly orders: number;
  /** Every broken promise, in words. Empty when all were kept. */
  readonly broken: readonly string[];
}

interface Run {
  readonly id: string;
  readonly status: string;
  readonly record: { readonly id: string };
}

/**
 * Kills the real runtime at random moments of a seed while orders come in and people decide, starts it again each time, lets it finish,
 * and compares. The moments are those of the seed; what the process is doing then is the machine's affair.
 */
export async function playKillRounds(options: { seed: number; rounds: number }): Promise<KillReport> {
  const folder = mkdtempSync(join(tmpdir(), 'werkstroom-kill-'));
  const source = await startOrderSource();
  const runtime = await createWerkstroomProcess(folder);
  try {
    await runtime.start();
    const stories = await setUpOrderStories(runtime.url, source.commandUrl);
    const orders = await workWhileItDies(runtime, stories, options);
    await settle(stories, orders);
    const broken = await findBrokenPromises({ stories, orders, commandsFor: source.commandsFor });
    return { rounds: options.rounds, orders: orders.length, broken };
  } finally {
    await runtime.kill();
    await source.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @returns the orders that were asked for. */
async function workWhileItDies(
  runtime: WerkstroomProcess,
  stories: OrderStories,
  { seed, rounds }: { seed: number; rounds: number },
): Promise<readonly string[]> {
  const random = seededRandom(seed);
  const orders: string[] = [];
  let working = true;
  const deciding = (async () => {
    while (working) {
      await stories.decideOpen(planOf);
      await pause(50);
    }
  })();
  // It is waited for at the end, and fails then.
  deciding.catch(() => {});
  await pause(200);
  await runtime.kill();
  for (let round = 1; round <= rounds; round++) {
    const asked = Array.from({ length: ORDERS_PER_ROUND }, (_, index) => `${round}-${index}`);
    orders.push(...asked);
    const asking = Promise.all(asked.map((order) => stories.ask(order)));
    await runtime.startAndKill(100 + random() * LONGEST_LIFE_MILLISECONDS);
    // The last of them may have to wait for the next life.
    asking.catch(() => {});
    if (round === rounds) await runtime.start();
    if (round === rounds) await asking;
  }
  working = false;
  await deciding;
  return orders;
}

/** Deterministic by name, so that a decision can be repeated after any death. */
function planOf(order: string): Plan {
  const number = Number(order.split('-')[1]);
  if (number === 1) return 'reject';
  return number === 2 ? 'delegate' : 'approve';
}

async function settle(stories: OrderStories, orders: readonly string[]): Promise<void> {
  const until = Date.now() + SETTLE_WITHIN_MILLISECONDS;
  while (Date.now() < until) {
    await stories.decideOpen(planOf);
    const open = (await runsOf(stories)).filter(({ status }) => ['starting', 'running', 'waiting'].includes(status));
    if (stories.acknowledged.events.length >= orders.length && open.length === 0) return;
    await pause(200);
  }
}

async function runsOf(stories: OrderStories): Promise<readonly Run[]> {
  const runs: Run[] = [];
  let next: string | undefined;
  do {
    const cursor = next === undefined ? '' : `&cursor=${encodeURIComponent(next)}`;
    const page = await stories.get<{ items: readonly Run[]; next?: string }>(`/runs?limit=200${cursor}`);
    runs.push(...page.items);
    next = page.next;
  } while (next !== undefined);
  return runs;
}

async function findBrokenPromises(about: {
  stories: OrderStories;
  orders: readonly string[];
  commandsFor(order: string): readonly string[];
}): Promise<readonly string[]> {
  const { stories, orders } = about;
  const broken: string[] = [];
  const runs = await runsOf(stories);
  for (const order of orders) {
    const own = runs.filter(({ record }) => record.id === order);
    if (own.length !== 1) broken.push(`Order ${order} has ${own.length} runs.`);
    if (own.some(({ status }) => status !== 'succeeded')) broken.push(`Order ${order}: ${JSON.stringify(own)}`);
    const last = planOf(order) === 'reject' ? 'record.reopen' : 'record.release';
    const commands = about.commandsFor(order).join();
    if (commands !== `record.setStatus,${last}`) broken.push(`Order ${order} was commanded ${commands || 'nothing'}.`);
  }
  for (const id of stories.acknowledged.events) {
    const event = await stories.get<{ status: string }>(`/events/${id}?source=erp`);
    if (event.status !== 'handled') broken.push(`Event ${id} was acknowledged and is ${event.status}.`);
  }
  for (const [id, status] of stories.acknowledged.decisions) {
    const entry = await stories.get<{ status: string }>(`/approval-entries/${id}`);
    // The entries of a rejected request are all rejected in the end.
    if (entry.status !== status) broken.push(`Entry ${id} was told to be ${status} and is ${entry.status}.`);
  }
  const letters = await stories.get<{ items: readonly unknown[] }>('/dead-letters');
  if (letters.items.length > 0) broken.push(`Dead letters: ${JSON.stringify(letters.items)}`);
  return broken;
}
