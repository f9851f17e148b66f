import { secretNameOf } from '../../../shared/domain/company/company.ts';
import type { Run } from '../../../shared/domain/run/run.ts';
import { entryItems, requestItems, restrictionItems } from '../../../shared/repositories/approval-items.ts';
import { memberItems, sourceItems } from '../../../shared/repositories/company-items.ts';
import { actionItems, inboxItems, runItems } from '../../../shared/repositories/run-items.ts';
import { workflowVersionItems } from '../../../shared/repositories/workflow-items.ts';
import { createSystemOfRecord } from '../../faults/system-of-record.ts';
import { createFakeMachines } from '../../support/fake-machines.ts';
import { createJumpingClock } from '../../support/jumping-clock.ts';
import { createMemoryBlobStore } from '../../support/memory-blob-store.ts';
import { createMemoryItemStore } from '../../support/memory-item-store.ts';
import { createMemoryQueue } from '../../support/memory-queue.ts';
import { createMemorySecrets } from '../../support/memory-secrets.ts';
import { createSeededIdSource } from '../../support/seeded-id-source.ts';
import { createSilentLog } from '../../support/silent-log.ts';

export const company = 'cronus';
const at = '2026-03-02T08:00:00.000Z';
const record = { company, source: 'erp', entity: 'purchaseDocument', id: '106001' };

/** A run in the middle of its work: an entry is open, the record is restricted and waits for approval. */
export async function createEndings(run: Partial<Run> = {}) {
  const clock = createJumpingClock();
  const ids = createSeededIdSource();
  const store = createMemoryItemStore({ clock });
  const queue = createMemoryQueue({ clock, ids });
  const machines = createFakeMachines();
  const secrets = createMemorySecrets();
  const source = createSystemOfRecord();
  const log = createSilentLog();
  let isBroken = false;
  const http: typeof source.http = {
    request: async (request) => (isBroken ? { status: 503, headers: {}, body: '' } : source.http.request(request)),
  };
  const ports = {
    clock: { ...clock, sleep: async () => {} },
    ids,
    store,
    queue,
    deadLetters: queue.deadLetters,
    machines,
    secrets,
    http,
    log,
    blobs: createMemoryBlobStore(),
    evaluator: { evaluate: async () => null },
  };
  await writeItems(ports, run);
  return {
    ports,
    clock,
    store,
    machines,
    errors: log.errors,
    breakSource: (broken: boolean) => {
      isBroken = broken;
    },
    commands: () => source.done.map(({ type }) => type),
    run: async () => (await runItems.get(store, { company, id: 'run-1' }))?.value,
    request: async () => (await requestItems.get(store, { company, id: 'run-1' }))?.value,
    /** What the run would still take up: places to hear of events, the restriction of its record. */
    left: () =>
      store.items().flatMap(({ type }) => (['inbox', 'listener', 'restriction'].includes(type) ? [type] : [])),
    messages: () => queue.messages('notifications').map(({ body }) => JSON.parse(body)),
  };
}

type Endings = Awaited<ReturnType<typeof createEndings>>;

async function writeItems({ store, secrets }: Endings['ports'], more: Partial<Run>): Promise<void> {
  const erp = {
    company,
    id: 'erp',
    kind: 'standard' as const,
    commandUrl: 'https://erp.example/commands',
    clientId: 'client',
    secretVersions: [{ version: 1 }],
  };
  await secrets.put(secretNameOf(erp, 1), 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw');
  const shared = { company, runId: 'run-1', workflow: 'POAPW-01', record };
  const part = { ...shared, senderId: 'purchaser', createdAt: at, dueAt: at };
  await store.write([
    sourceItems.create(erp),
    memberItems.create({
      company,
      userId: 'admin',
      email: 'admin@cronus.example',
      roles: ['admin'],
      issuer: 'urn:test',
      subject: 'admin',
    }),
    runItems.create({
      ...shared,
      id: 'run-1',
      workflowId: 'w-1',
      version: 1,
      kind: 'approval',
      event: { source: 'erp', id: 'e-1', type: 'purchaseDocument.approvalRequested' },
      requestedBy: 'purchaser',
      status: 'running',
      startedAt: at,
      executionArn: 'arn:execution',
      ...more,
    }),
    inboxItems.create({
      company,
      runId: 'run-1',
      workflowId: 'w-1',
      version: 1,
      listensTo: [],
      topics: [],
      waits: [],
      events: [],
      seen: [],
      closedWaits: [],
    }),
    requestItems.create({
      ...part,
      id: 'run-1',
      pendingApprovals: 1,
      entryCount: 1,
      status: 'pending',
      contentHash: 'hash',
    }),
    entryItems.create({
      ...part,
      id: 'run-1.1',
      requestId: 'run-1',
      sequence: 1,
      approverId: 'manager',
      status: 'open',
      assignment: 1,
      comments: [],
    }),
    restrictionItems.create({ ...shared, reason: 'It waits for approval.', at }),
    lockingAction(),
    workflowVersionItems.create({
      company,
      workflowId: 'w-1',
      code: 'POAPW-01',
      version: 1,
      definition: {
        code: 'POAPW-01',
        kind: 'approval',
        on: { event: 'purchaseDocument.approvalRequested' },
        steps: [],
      },
      stateMachineVersionArn: 'arn:1',
      machineHash: '',
      listensTo: [],
      waits: {},
      states: { 'Ask again': { step: 'setStatus', kind: 'park', title: 'Ask again' } },
      publishedAt: at,
      publishedBy: 'admin',
    }),
  ]);
}

function lockingAction() {
  const place = { company, runId: 'run-1', step: 'setStatus', visit: 1 };
  return actionItems.create({
    ...place,
    action: 'records.setStatus',
    options: {},
    output: {},
    startedAt: at,
    endedAt: at,
  });
}

/** The event by which EventBridge tells how the execution of `run-1` stands. */
export function statusChange(status: string, more: { input?: string | null; error?: string; cause?: string } = {}) {
  const input = JSON.stringify({ run: { company, id: 'run-1' } });
  return { detail: { executionArn: 'arn:execution', name: 'run-1', status, input, ...more } };
}

/** Who is told what, in the order of their names. */
export function messagesOf(endings: Endings): readonly (readonly [string, string, string])[] {
  const told = endings.messages().map(({ to, content }) => [to.userId, content.kind, content.message] as const);
  return told.sort(([left], [right]) => (left < right ? -1 : 1));
}
