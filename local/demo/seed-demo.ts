import { createCompany } from '../../shared/usecases/create-company.ts';
import type { FunctionDependencies } from '../functions.ts';
import { LOCAL_ISSUER } from '../identity/local-tokens.ts';
import { type ApiClient, createApiClient } from './api-client.ts';
import {
  DEMO_APPROVAL_USERS,
  DEMO_APPROVAL_WORKFLOW,
  DEMO_COMPANY,
  DEMO_FLOWS,
  DEMO_MEMBERS,
  DEMO_TEMPLATE,
} from './demo-company.ts';

/** What the demo needs of whatever hosts the functions. */
export interface DemoHost {
  readonly url: string;
  readonly dependencies: Pick<FunctionDependencies, 'store' | 'secrets' | 'clock' | 'ids'>;
}

/** Under which secret it is kept that everything was set up. */
const DONE = 'demo/seeded';

/**
 * Sets up the demo company through the API, once. Each part may be repeated, so a start that was interrupted is completed by the next.
 *
 * @returns the client of the company's administrator.
 */
export async function seedDemo({ url, dependencies }: DemoHost): Promise<ApiClient> {
  const { company, admin } = DEMO_COMPANY;
  await createCompany(dependencies, { company, admin: { ...admin, issuer: LOCAL_ISSUER, subject: admin.userId } });
  const api = await createApiClient({ baseUrl: url, company: company.id, user: admin.userId });
  if (await dependencies.secrets.get(DONE)) return api;
  for (const { userId, ...member } of DEMO_MEMBERS) await api.request('PUT', `/members/${userId}`, member);
  for (const { userId, ...user } of DEMO_APPROVAL_USERS) await api.request('PUT', `/approval-users/${userId}`, user);
  await seedWorkflows(api);
  await dependencies.secrets.put(DONE, 'yes');
  return api;
}

async function seedWorkflows(api: ApiClient): Promise<void> {
  const { items } = await api.request<{ items: { code: string }[] }>('GET', '/workflows?limit=200');
  const there = new Set(items.map(({ code }) => code));
  if (!there.has(DEMO_APPROVAL_WORKFLOW)) await api.request('POST', '/workflows', { template: DEMO_TEMPLATE });
  for (const definition of DEMO_FLOWS) {
    if (!there.has(definition.code)) await api.request('POST', '/workflows', { definition });
  }
  for (const code of [DEMO_APPROVAL_WORKFLOW, ...DEMO_FLOWS.map((definition) => definition.code)]) {
    await api.request('POST', `/workflows/${code}/enable`);
  }
}
