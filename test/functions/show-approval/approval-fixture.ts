import { makeHandler as makeDecide } from '../../../functions/decide-approval/handler.ts';
import { makeHandler as makeShow } from '../../../functions/show-approval/handler.ts';
import type { ApprovalEntry, ApprovalRequest } from '../../../shared/domain/approval/approval.ts';
import type { StoredEvent } from '../../../shared/domain/event/event.ts';
import type { RecordContent } from '../../../shared/domain/record/record.ts';
import type { Run } from '../../../shared/domain/run/run.ts';
import type { HttpAnswer } from '../../../shared/middleware/http-event.ts';
import { approvalUserItems, entryItems, linkItems, requestItems } from '../../../shared/repositories/approval-items.ts';
import { companyItems, memberItems } from '../../../shared/repositories/company-items.ts';
import { eventItems } from '../../../shared/repositories/event-items.ts';
import { recordItems } from '../../../shared/repositories/record-items.ts';
import { runItems } from '../../../shared/repositories/run-items.ts';
import { hashOfToken } from '../../../shared/usecases/find-link.ts';
import { CONTEXT, httpEventOf } from '../../middleware/http-event-of.ts';
import { createJumpingClock } from '../../support/jumping-clock.ts';
import { createMemoryBlobStore } from '../../support/memory-blob-store.ts';
import { createMemoryItemStore, type MemoryItemStore } from '../../support/memory-item-store.ts';
import { createMemoryMailer } from '../../support/memory-mailer.ts';
import { createMemoryQueue } from '../../support/memory-queue.ts';
import { createSeededIdSource } from '../../support/seeded-id-source.ts';
import { createSilentLog } from '../../support/silent-log.ts';

export const company = 'cronus';
export const BASE_URL = 'https://w.example';
const at = '2026-03-02T08:00:00.000Z';
const NINETY_DAYS = 90 * 86_400_000;

/** What differs from a purchase order over 1,200.00 that waits for the manager, then the director. */
export interface ApprovalParts {
  readonly record?: { readonly entity?: string; readonly id?: string };
  /** The record as it was when approval was asked; also as it is now, unless `now` says otherwise. */
  readonly asked?: RecordContent;
  readonly now?: RecordContent & { readonly linesBlob?: string };
  readonly request?: Partial<ApprovalRequest>;
  readonly entry?: Partial<ApprovalEntry>;
  /** The second entry, the director's. */
  readonly next?: Partial<ApprovalEntry>;
  /** Of the purchaser, who asks. */
  readonly senderId?: string;
  readonly manager?: { readonly approverId?: string; readonly substituteId?: string };
  readonly language?: string;
  readonly timeZone?: string;
}

const ORDER: RecordContent = {
  fields: {
    documentType: 'Order',
    buyFromVendorName: 'Fabrikam, Inc.',
    orderDate: '2026-03-01',
    amount: 1200,
    status: 'Pending Approval',
  },
  lines: [
    { type: 'Item', no: '1896-S', description: 'ATHENS Desk', quantity: 2, directUnitCost: 500.5, amount: 1001 },
    { type: 'G/L Account', no: '8210', description: 'Freight', quantity: 1, directUnitCost: 199, amount: 199 },
  ],
  url: 'https://erp.example/purchase-orders/106001',
};

/** An approval that waits, and the two doors that a link opens. */
export async function createApproval(parts: ApprovalParts = {}) {
  const clock = createJumpingClock();
  const ids = createSeededIdSource();
  const store = createMemoryItemStore({ clock });
  const queue = createMemoryQueue({ clock, ids });
  const blobs = createMemoryBlobStore();
  const log = createSilentLog();
  const mailer = createMemoryMailer(clock);
  const settings = {
    publicBaseUrl: BASE_URL,
    defaultIssuer: 'urn:test',
    functionNames: { runAction: 'run-action', awaitEvent: 'await-event' },
  };
  const ports = { clock: { ...clock, sleep: async () => {} }, ids, store, queue, blobs, log, mailer, settings };
  await writeItems(store, parts);
  const show = makeShow(ports);
  const decide = makeDecide(ports);
  const requestTo = (token: string, method: string, more: object) =>
    httpEventOf({
      routeKey: `${method === 'HEAD' ? 'GET' : method} /approvals/{linkToken}`,
      rawPath: `/approvals/${token}`,
      pathParameters: { linkToken: token },
      requestContext: { requestId: 'request-1', http: { method, path: `/approvals/${token}` } },
      ...more,
    });
  return {
    ports,
    clock,
    store,
    queue,
    blobs,
    mailer,
    errors: log.errors,
    open: (token: string, method: 'GET' | 'HEAD' = 'GET'): Promise<HttpAnswer> =>
      show(requestTo(token, method, {}), CONTEXT),
    /** Sends the form of the page, or something that somebody sends in its place. */
    submit: (
      token: string,
      form: string | Record<string, string>,
      headers: Record<string, string> = {},
      isBase64Encoded = false,
    ) =>
      decide(
        requestTo(token, 'POST', {
          headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
          isBase64Encoded,
          body: typeof form === 'string' ? form : new URLSearchParams(form).toString(),
        }),
        CONTEXT,
      ),
    /** A link as the mail to `userId` holds it. */
    async linkFor(userId: string, more: { entryId?: string; assignment?: number; company?: string } = {}) {
      const { entryId = 'run-1.1', assignment = 1 } = more;
      const token = ids.newSecret(32);
      const expiresAt = new Date(clock.now() + NINETY_DAYS).toISOString();
      const link = { tokenHash: hashOfToken(token), company: more.company ?? company, entryId, assignment, userId };
      await store.write([linkItems.create({ ...link, expiresAt })]);
      return token;
    },
    entry: async (id = 'run-1.1') => (await entryItems.get(store, { company, id }))?.value,
    request: async () => (await requestItems.get(store, { company, id: 'run-1' }))?.value,
    /** What the run will hear of. */
    decisions: () => queue.messages('decisions').map(({ body }) => JSON.parse(body)),
  };
}

export type ApprovalFixture = Awaited<ReturnType<typeof createApproval>>;

async function writeItems(store: MemoryItemStore, parts: ApprovalParts): Promise<void> {
  const { asked = ORDER, now = asked, senderId = 'purchaser' } = parts;
  const record = { company, source: 'erp', entity: 'purchaseDocument', id: '106001', ...parts.record };
  const run: Run = {
    company,
    id: 'run-1',
    workflowId: 'w-1',
    workflow: 'POAPW-01',
    version: 1,
    kind: 'approval',
    record,
    event: { source: 'erp', id: 'e-1', type: `${record.entity}.approvalRequested` },
    requestedBy: senderId,
    status: 'running',
    startedAt: at,
  };
  const stored: StoredEvent = {
    sequence: 1,
    status: 'handled',
    event: { ...run.event, company, time: at, receivedAt: at, user: senderId, record: { ...record, ...asked } },
  };
  const shared = {
    company,
    runId: 'run-1',
    workflow: 'POAPW-01',
    record,
    senderId,
    amount: 1200,
    currency: 'EUR',
    createdAt: at,
    dueAt: '2026-03-09T22:59:59.999Z',
  };
  const request: ApprovalRequest = {
    ...shared,
    id: 'run-1',
    pendingApprovals: 2,
    entryCount: 2,
    status: 'pending',
    contentHash: 'hash',
    ...parts.request,
  };
  const entry = (number: number, approverId: string, more: Partial<ApprovalEntry> | undefined): ApprovalEntry => ({
    ...shared,
    id: `run-1.${number}`,
    requestId: 'run-1',
    sequence: number,
    approverId,
    status: number === 1 ? 'open' : 'created',
    assignment: 1,
    comments: [],
    ...more,
  });
  const member = (userId: string, more: object = {}) =>
    memberItems.create({
      company,
      userId,
      email: `${userId}@cronus.example`,
      roles: ['approver'],
      issuer: 'urn:test',
      subject: userId,
      ...more,
    });
  const { language, timeZone } = parts;
  await store.write([
    companyItems.create({ id: company, name: company, localCurrency: 'EUR', timeZone: 'Europe/Amsterdam' }),
    member('manager', { ...(language && { language }), ...(timeZone && { timeZone }) }),
    ...['purchaser', 'director'].map((userId) => member(userId)),
    approvalUserItems.create({ company, userId: 'manager', ...(parts.manager ?? { approverId: 'director' }) }),
    approvalUserItems.create({ company, userId: 'director' }),
    recordItems.create({ key: record, ...now, sequence: 2, at }),
    eventItems.create(stored),
    runItems.create(run),
    requestItems.create(request),
    entryItems.create(entry(1, 'manager', parts.entry)),
    entryItems.create(entry(2, 'director', parts.next)),
  ]);
}

/** The text of a page as a person reads it: without tags, entities resolved, blanks joined. */
export function textOf({ body = '' }: HttpAnswer): string {
  const signs: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
  return body
    .replace(/<style>.*<\/style>/s, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&(amp|lt|gt|quot|#39);/g, (_all, name: string) => signs[name] ?? '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Everything stored, to see whether anything changed. */
export function contentOf(store: MemoryItemStore): string {
  return JSON.stringify(store.items());
}
