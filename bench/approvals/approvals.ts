import { type Figure, quantile } from '../figure.ts';
import { awaitEnds, type BenchRuntime, inParallel, startBenchRuntime } from '../runtime/bench-runtime.ts';

const REQUESTS = 200;
const WARM_UP = 50;
const CONDITIONS = `durable (synchronous=FULL), one after the other, ${REQUESTS} decisions`;

const workflow = {
  code: 'ONE-STEP',
  kind: 'approval',
  on: { event: 'purchaseDocument.approvalRequested' },
  steps: [
    { do: 'approvals.resolve', with: { approverType: 'approver', limitType: 'directApprover' } },
    { do: 'records.restrict' },
    { do: 'approvals.create' },
    { do: 'approvals.send' },
    {
      id: 'decision',
      when: [{ event: 'approvalRequest.approved', steps: [{ do: 'records.allow' }] }],
      timeout: { after: 'P30D', steps: [{ do: 'approvals.cancelAll' }] },
    },
  ],
};

interface Entry {
  readonly id: string;
  readonly runId: string;
}

/** Decision POST -> run finished, each decided on a runtime that is otherwise idle. */
export async function measure(): Promise<readonly Figure[]> {
  const runtime = await startBenchRuntime(8);
  try {
    await setUp(runtime);
    const count = WARM_UP + REQUESTS;
    await inParallel(
      Array.from({ length: count }, (_, index) => index),
      8,
      (number) => runtime.postEvent(requestOf(number)),
    );
    const entries = await openEntries(runtime, count);
    const decided = new Map<string, number>();
    for (const { id, runId } of entries) {
      decided.set(runId, Date.now());
      await runtime.call('POST', `/approval-entries/${id}/approve`);
    }
    const runs = await awaitEnds(runtime, count);
    const measured = entries.slice(WARM_UP).map(({ runId }) => runId);
    const times = runs
      .filter(({ id }) => measured.includes(id))
      .map(({ id, endedAt = '' }) => Date.parse(endedAt) - (decided.get(id) ?? 0));
    return [
      figure('decision POST to run finished, p50', quantile(times, 0.5)),
      figure('decision POST to run finished, p99', quantile(times, 0.99)),
    ];
  } finally {
    await runtime.stop();
  }
}

async function setUp(runtime: BenchRuntime): Promise<void> {
  await runtime.call('PUT', '/approval-users/admin', { unlimitedPurchase: true });
  await runtime.call('PUT', '/members/purchaser', { email: 'purchaser@bench.example', roles: ['approver'] });
  await runtime.call('PUT', '/approval-users/purchaser', { approverId: 'admin' });
  await runtime.call('POST', '/workflows', { definition: workflow });
  await runtime.call('POST', '/workflows/ONE-STEP/enable');
}

function requestOf(number: number) {
  return {
    id: `request-${number}`,
    type: 'purchaseDocument.approvalRequested',
    user: 'purchaser',
    record: { id: `order-${number}`, fields: { documentType: 'Order', status: 'Open', amount: 1_200 } },
  };
}

async function openEntries(runtime: BenchRuntime, count: number): Promise<readonly Entry[]> {
  for (;;) {
    const entries: Entry[] = [];
    let next: string | undefined;
    do {
      const cursor = next === undefined ? '' : `&cursor=${encodeURIComponent(next)}`;
      const path = `/approval-entries?approver=me&status=open&limit=200${cursor}`;
      const page = await runtime.call<{ items: Entry[]; next?: string }>('GET', path);
      entries.push(...page.items);
      next = page.next;
    } while (next !== undefined);
    if (entries.length >= count) return entries;
  }
}

function figure(name: string, value: number): Figure {
  return { bench: 'approvals', name, value, unit: 'ms', conditions: CONDITIONS };
}
