import { signWebhook } from '../../shared/domain/event/webhook-signature.ts';
import { type Answer, insistOn } from './insisting-client.ts';

export const COMPANY = 'kills';
const SOURCE = 'erp';

/** How one order is decided: by its manager, or by the director to whom the manager passes it on. */
export type Plan = 'approve' | 'reject' | 'delegate';

interface Entry {
  readonly id: string;
  readonly record: { readonly id: string };
  readonly approverId: string;
  readonly status: string;
}

/** People and a source who work with the runtime through its public API and do not give up when it dies. */
export interface OrderStories {
  /** Hands in the request for an order until it is acknowledged. */
  ask(order: string): Promise<void>;
  /** Decides everything that is open, by plan, until each decision is acknowledged. */
  decideOpen(planOf: (order: string) => Plan): Promise<void>;
  get<Result>(path: string): Promise<Result>;
  /** Everything that was acknowledged: the ids of events, and entries with the status that their decider was told. */
  readonly acknowledged: { readonly events: readonly string[]; readonly decisions: ReadonlyMap<string, string> };
}

/** Sets up company, people, source and workflow, and returns those who use them. */
export async function setUpOrderStories(baseUrl: string, commandUrl: string): Promise<OrderStories> {
  const events: string[] = [];
  const decisions = new Map<string, string>();
  const json = { 'content-type': 'application/json' };
  const post = (path: string, body: unknown): Promise<Answer> =>
    insistOn({ method: 'POST', url: `${baseUrl}${path}`, headers: json, body: JSON.stringify(body) });

  const administrator = { userId: 'admin', email: 'admin@kills.example' };
  expectStatus(await post('/local/companies', { company: COMPANY, admin: administrator }), [201, 409]);
  const tokens = new Map<string, string>();
  const call = async (user: string, method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown): Promise<Answer> => {
    const known = tokens.get(user);
    const token = known ?? JSON.parse((await post('/local/token', { user, company: COMPANY })).body).token;
    tokens.set(user, token);
    return insistOn({
      method,
      url: `${baseUrl}/api/v1/companies/${COMPANY}${path}`,
      headers: { ...json, authorization: `Bearer ${token}` },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  };
  const put = async (path: string, body: unknown): Promise<Answer> =>
    expectStatus(await call('admin', 'PUT', path, body), [200, 201]);

  for (const userId of ['purchaser', 'manager', 'director']) {
    await put(`/members/${userId}`, { email: `${userId}@kills.example`, roles: ['approver'] });
  }
  await put('/approval-users/director', { unlimitedPurchase: true });
  await put('/approval-users/manager', { approverId: 'director', substituteId: 'director', purchaseLimit: 5_000 });
  await put('/approval-users/purchaser', { approverId: 'manager', purchaseLimit: 500 });
  const { secret } = JSON.parse((await put(`/sources/${SOURCE}`, { kind: 'standard', commandUrl })).body);
  expectStatus(await call('admin', 'POST', '/workflows', { template: 'MS-POAPW' }), [201]);
  expectStatus(await call('admin', 'POST', '/workflows/POAPW-01/enable'), [200]);

  const decide = async (entry: Entry, plan: Plan): Promise<void> => {
    const verb = entry.approverId === 'manager' ? plan : 'approve';
    const answer = await call(entry.approverId, 'POST', `/approval-entries/${entry.id}/${verb}`, {});
    // A delegation whose answer was lost has happened: the entry is somebody else's then.
    if (verb === 'delegate') expectStatus(answer, [200, 403, 404, 409]);
    else decisions.set(entry.id, JSON.parse(expectStatus(answer, [200]).body).status);
  };

  return {
    acknowledged: { events, decisions },
    async get(path) {
      return JSON.parse(expectStatus(await call('admin', 'GET', path), [200]).body);
    },
    async ask(order) {
      const id = `asked-${order}`;
      const body = JSON.stringify({
        id,
        type: 'purchaseDocument.approvalRequested',
        user: 'purchaser',
        record: {
          id: order,
          fields: { documentType: 'Order', status: 'Open', amount: 1_200 },
          lines: [{ type: 'Item', amount: 1_200 }],
        },
      });
      const timestamp = String(Math.floor(Date.now() / 1_000));
      const answer = await insistOn({
        method: 'POST',
        url: `${baseUrl}/webhooks/${COMPANY}/${SOURCE}`,
        headers: {
          ...json,
          'webhook-id': id,
          'webhook-timestamp': timestamp,
          'webhook-signature': signWebhook({ id, timestamp, body }, secret),
        },
        body,
      });
      expectStatus(answer, [202]);
      events.push(id);
    },
    async decideOpen(planOf) {
      for (const user of ['manager', 'director']) {
        const listed = await call(user, 'GET', '/approval-entries?approver=me&status=open&limit=200');
        const { items } = JSON.parse(expectStatus(listed, [200]).body) as { items: readonly Entry[] };
        await Promise.all(items.map((entry) => decide(entry, planOf(entry.record.id))));
      }
    },
  };
}

function expectStatus(answer: Answer, allowed: readonly number[]): Answer {
  if (allowed.includes(answer.status)) return answer;
  throw new Error(`Expected one of ${allowed.join(', ')}, got ${answer.status}: ${answer.body}`);
}
