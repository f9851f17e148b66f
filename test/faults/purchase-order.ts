import { actionCatalogue } from '../../shared/connectors/registry.ts';
import type { ApprovalEntry } from '../../shared/domain/approval/approval.ts';
import { secretNameOf } from '../../shared/domain/company/company.ts';
import type { RecordEvent } from '../../shared/domain/event/event.ts';
import type { WorkflowDefinition } from '../../shared/domain/workflow/definition.ts';
import { approvalUserItems, entryIdOf, entryItems, requestItems } from '../../shared/repositories/approval-items.ts';
import { companyItems, memberItems, sourceItems } from '../../shared/repositories/company-items.ts';
import { workflowItems } from '../../shared/repositories/workflow-items.ts';
import { newWorkflow } from '../../shared/usecases/create-workflow.ts';
import { type Decision, decideEntry } from '../../shared/usecases/decide-entry.ts';
import { enableWorkflow } from '../../shared/usecases/enable-workflow.ts';
import { enqueueEvent } from '../../shared/usecases/enqueue-event.ts';
import { bindCompiler } from '../../statemachines/bind-compiler.ts';
import { findTemplate } from '../../statemachines/templates/templates.ts';
import type { World } from './world.ts';

export const company = 'c';
export const order = { company, source: 'erp', entity: 'purchaseDocument', id: '106002' };

/** The company with purchaser, manager and director, the source, and POAPW-01 enabled. */
export async function setUpCompany(world: World): Promise<void> {
  const { calm } = world;
  const source = {
    company,
    id: 'erp',
    kind: 'standard' as const,
    commandUrl: 'https://erp.example/commands',
    clientId: 'client',
    secretVersions: [{ version: 1 }],
  };
  await calm.secrets.put(secretNameOf(source, 1), 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw');
  const user = (userId: string, more: object) => approvalUserItems.create({ company, userId, ...more });
  const member = (userId: string, roles: readonly ('admin' | 'approver')[]) =>
    memberItems.create({ company, userId, email: `${userId}@c.example`, roles, issuer: 'i', subject: userId });
  await calm.store.write([
    companyItems.create({ id: company, name: company, localCurrency: 'EUR', timeZone: 'UTC' }),
    sourceItems.create(source),
    user('purchaser', { approverId: 'manager', purchaseLimit: 500 }),
    user('manager', { approverId: 'director', substituteId: 'director', purchaseLimit: 5000 }),
    user('director', { unlimitedPurchase: true }),
    member('admin', ['admin']),
    ...['purchaser', 'manager', 'director'].map((userId) => member(userId, ['approver'])),
  ]);
  await enableTemplateAs(world, 'POAPW-01');
}

/** Another copy of the purchase order template, enabled. */
export async function enableTemplateAs(
  world: World,
  code: string,
  more: Partial<WorkflowDefinition> = {},
): Promise<void> {
  const { calm } = world;
  const template = findTemplate('MS-POAPW');
  if (!template) throw new Error('There is no MS-POAPW.');
  const definition = { ...template.definition, ...more, code };
  await calm.store.write([
    workflowItems.create(newWorkflow(calm, { company, id: `id-of-${code}`, definition, actor: 'admin' })),
  ]);
  const compiler = bindCompiler({ catalogue: actionCatalogue(), functions: calm.settings.functionNames });
  const enabled = await enableWorkflow({ ...calm, compiler }, { company, code, actor: 'admin' });
  if (enabled.kind !== 'enabled') throw new Error(`${code} could not be enabled: ${JSON.stringify(enabled)}`);
}

/** Opens the one request that waits to so many more people, all on the level that is open now. */
export async function addDeciders(world: World, userIds: readonly string[]): Promise<void> {
  const { store } = world.calm;
  const first = entriesOf(world).find(({ status }) => status === 'open');
  const request = first && (await requestItems.get(store, { company, id: first.requestId }));
  if (!first || !request) throw new Error('Nothing waits for anybody.');
  const { entryCount } = request.value;
  for (const [index, approverId] of userIds.entries()) {
    await store.write([
      entryItems.create({ ...first, id: entryIdOf(first.requestId, entryCount + index + 1), approverId }),
    ]);
  }
  const pendingApprovals = request.value.pendingApprovals + userIds.length;
  const after = { ...request.value, entryCount: entryCount + userIds.length, pendingApprovals };
  await store.write([requestItems.update(request, after)]);
}

/** An event about the order, as receive-webhook would put it on the queue. */
export function orderEvent(id: string, verb: string, fields: Record<string, string | number>): RecordEvent {
  const at = '2026-03-02T08:00:00.000Z';
  return {
    company,
    source: 'erp',
    id,
    type: `purchaseDocument.${verb}`,
    time: at,
    receivedAt: at,
    user: 'purchaser',
    record: {
      ...order,
      fields: { documentType: 'Order', status: 'Open', amount: 25_000, ...fields },
      lines: [{ amount: 25_000 }],
    },
  };
}

/** Hands an event in, as often as it takes. */
export function handIn(world: World, event: RecordEvent): Promise<void> {
  return world.insist((ports) => enqueueEvent(ports, event));
}

/** All entries, by the store as it is. */
export function entriesOf(world: World): readonly ApprovalEntry[] {
  return world.store
    .items()
    .filter(({ type, key }) => type === entryItems.type && key.sort.startsWith('entry'))
    .map(({ body }) => body as object as ApprovalEntry);
}

/** A person decides the first entry that is open for them; nothing happens when there is none. */
export async function decideOpen(world: World, userId: string, decision: Decision): Promise<void> {
  const entry = entriesOf(world).find(({ approverId, status }) => approverId === userId && status === 'open');
  if (!entry) return;
  const { id: entryId, assignment } = entry;
  await world.insist((ports) =>
    decideEntry(ports, { company, entryId, assignment, decision, actor: { userId, via: 'link', roles: [] } }),
  );
}

/** How long the template waits for an answer. */
const PATIENCE_MILLISECONDS = 30 * 86_400_000;

/** Lets time pass until the wait for the first open entry is about to give up; true when there is one. */
export async function waitUntilTimeout(world: World): Promise<boolean> {
  const sentAt = entriesOf(world).find(({ status }) => status === 'open')?.sentAt;
  if (sentAt === undefined) return false;
  await world.clock.advance(Date.parse(sentAt) + PATIENCE_MILLISECONDS - 1_000 - world.clock.now());
  return true;
}

/** A person decides while the wait gives up. */
export async function decideAtTimeout(world: World, userId: string, decision: Decision): Promise<void> {
  if (!(await waitUntilTimeout(world))) return;
  await Promise.all([world.clock.advance(5_000), decideOpen(world, userId, decision)]);
}

/** The type of the items of requests, for looking through the store. */
export const REQUEST_TYPE = requestItems.type;
