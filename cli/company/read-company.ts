import { isDeepStrictEqual } from 'node:util';
import type { JsonObject } from '../../shared/domain/json/json.ts';
import { listAll } from '../list-all.ts';
import type { Server } from '../server.ts';
import {
  type CompanyDocument,
  companyDocumentOf,
  type NamedSettings,
  type RunOfDocument,
  type WorkflowOfDocument,
} from './company-document.ts';

const OPEN = ['starting', 'running', 'waiting'];
/** What the platform says of a source, not its administrator. */
const OF_THE_PLATFORM = ['webhookUrl', 'clientId', 'secrets'];

/** Definitions and set-up of a company on a server, and its open runs. @throws ServerError */
export async function readCompany(server: Server): Promise<CompanyDocument> {
  const { body: users } = await server.call('GET', '/approval-users-export');
  const { body: policy } = await server.call('GET', '/approval-policy');
  return companyDocumentOf({
    company: server.company,
    members: named(await listAll(server, '/members'), 'userId'),
    approvalUsers: named(Object(users).users, 'userId'),
    userGroups: named(await listAll(server, '/user-groups'), 'code'),
    approvalPolicy: Object(policy),
    sources: named(await listAll(server, '/sources'), 'id', OF_THE_PLATFORM),
    workflows: await readWorkflows(server),
    openRuns: await readOpenRuns(server),
  });
}

/** Under their names, what remains of things without the name and what is left out. */
function named(things: readonly JsonObject[], name: string, leftOut: readonly string[] = []): NamedSettings[] {
  return things.map((thing) => {
    const rest = Object.entries(thing).filter(([key]) => key !== name && !leftOut.includes(key));
    return { id: String(thing[name]), settings: Object.fromEntries(rest) };
  });
}

async function readWorkflows(server: Server): Promise<WorkflowOfDocument[]> {
  const workflows: WorkflowOfDocument[] = [];
  for (const { code } of await listAll<{ code: string }>(server, '/workflows')) {
    const path = `/workflows/${encodeURIComponent(code)}`;
    const { id, enabled, version, definition, archivedAt } = Object((await server.call('GET', path)).body);
    const published = enabled && Object((await server.call('GET', `${path}/versions/${version}`)).body).definition;
    workflows.push({
      id,
      code,
      enabled,
      archived: archivedAt !== undefined,
      definition,
      ...(enabled && !isDeepStrictEqual(published, definition) && { published }),
    });
  }
  return workflows;
}

async function readOpenRuns(server: Server): Promise<RunOfDocument[]> {
  const runs = await listAll<RunOfDocument>(server, '/runs');
  return runs
    .filter(({ status }) => OPEN.includes(status))
    .map(({ id, workflow, status, record, startedAt }) => ({ id, workflow, status, record, startedAt }));
}
