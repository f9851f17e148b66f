import type { Connector } from '../../../shared/connectors/catalogue/connector.ts';
import { type Registry, registryOf } from '../../../shared/connectors/catalogue/registry-of.ts';
import { connectors } from '../../../shared/connectors/registry.ts';
import type {
  ApprovalEntry,
  ApprovalRequest,
  ApprovalUser,
  Restriction,
} from '../../../shared/domain/approval/approval.ts';
import type { ApprovalPolicy } from '../../../shared/domain/approval/approval-policy.ts';
import type { UserGroup } from '../../../shared/domain/approval/user-group.ts';
import { type Member, type Source, secretNameOf } from '../../../shared/domain/company/company.ts';
import type { RecordEvent } from '../../../shared/domain/event/event.ts';
import type { Json, JsonObject } from '../../../shared/domain/json/json.ts';
import type { Run } from '../../../shared/domain/run/run.ts';
import type { WorkflowDefinition } from '../../../shared/domain/workflow/definition.ts';
import { approvalUserItems } from '../../../shared/repositories/approval-items.ts';
import { approvalPolicyItems, userGroupItems } from '../../../shared/repositories/approval-policy-items.ts';
import { companyItems, memberItems, sourceItems } from '../../../shared/repositories/company-items.ts';
import { workflowItems } from '../../../shared/repositories/workflow-items.ts';
import { newWorkflow } from '../../../shared/usecases/create-workflow.ts';
import { type DecideEntryResult, type Decision, decideEntry } from '../../../shared/usecases/decide-entry.ts';
import { enableWorkflow } from '../../../shared/usecases/enable-workflow.ts';
import { enqueueEvent } from '../../../shared/usecases/enqueue-event.ts';
import { bindCompiler } from '../../../statemachines/bind-compiler.ts';
import { createWorld, type World } from '../../faults/world.ts';

export const company = 'c';

type Row = Omit<ApprovalUser, 'company'>;

/** What a story begins with. */
export interface Setting {
  readonly users: readonly Row[];
  readonly groups?: readonly Omit<UserGroup, 'company'>[];
  readonly policy?: Omit<ApprovalPolicy, 'company'>;
  /** Time zones of members who have one of their own. */
  readonly timeZones?: Readonly<Record<string, string>>;
  readonly source?: Partial<Source>;
  readonly workflows: readonly WorkflowDefinition[];
  /** Beside those that ship with the product. */
  readonly connectors?: readonly Connector[];
}

/** A company on the real engine, without faults: what happens when events come in and people act. */
export interface Story {
  readonly world: World;
  /** Hands in an event about a record, and lets everything happen that will. */
  tell(type: string, event: TellEvent): Promise<void>;
  entries(): readonly ApprovalEntry[];
  requests(): readonly ApprovalRequest[];
  runs(): readonly Run[];
  /** `approver:status` of all entries, in their order. */
  standing(): string;
  decide(userId: string, decision: Decision, comment?: string): Promise<DecideEntryResult>;
  /** Types of the commands that the source has done, in order. */
  commands(): readonly string[];
  /** Addresses and subjects of the mails sent, oldest first. */
  mails(): readonly string[];
  /** Whether the record with this id is restricted; any record when absent. */
  isRestricted(record?: string): boolean;
  /** User ids of the members of the company. */
  members(): readonly string[];
  advance(duration: { days?: number; hours?: number }): Promise<void>;
  close(): Promise<void>;
}

interface TellEvent {
  readonly id?: string;
  /** Id of the record; `R1` when absent. */
  readonly record?: string;
  readonly user?: string;
  readonly fields?: JsonObject;
  readonly lines?: JsonObject[];
  readonly previous?: JsonObject;
  /** The id before a renaming. */
  readonly formerId?: string;
  readonly cause?: string;
}

/** Makes a company with these users, groups and enabled workflows. Every user is a member too. */
export async function createStory(setting: Setting): Promise<Story> {
  const registry = registryOf([...connectors, ...(setting.connectors ?? [])]);
  const world = await createWorld({ schedule: [] }, 1, { find: registry.findAction });
  await setUp(world, setting, registry);
  let events = 0;
  const story: Story = {
    world,
    async tell(type, event) {
      events += 1;
      await enqueueEvent(world.calm, eventOf(world, type, { id: `e${events}`, ...event }));
      await world.settle();
    },
    entries: () => valuesOf<ApprovalEntry>(world, 'approval', 'entry'),
    requests: () => valuesOf<ApprovalRequest>(world, 'approval', '0'),
    runs: () => valuesOf<Run>(world, 'run', ''),
    standing: () =>
      story
        .entries()
        .map(({ approverId, status }) => `${approverId}:${status}`)
        .join(' '),
    async decide(userId, decision, comment) {
      const entry = story.entries().find(({ approverId, status }) => approverId === userId && status === 'open');
      if (!entry) throw new Error(`Nothing is open for ${userId}: ${story.standing()}`);
      const actor = { userId, via: 'api', roles: [] } as const;
      const input = { company, entryId: entry.id, decision, actor, ...(comment !== undefined && { comment }) };
      const result = await decideEntry(world.calm, input);
      await world.settle();
      return result;
    },
    commands: () => world.source.done.map(({ type }) => type),
    mails: () =>
      world.mailer
        .mails()
        .toReversed()
        .map(({ to, subject }) => `${to.split('@')[0]}: ${subject}`),
    isRestricted: (record) =>
      valuesOf<Restriction>(world, 'restriction', '').some(({ record: { id } }) => (record ?? id) === id),
    members: () => valuesOf<Member>(world, 'member', '').map(({ userId }) => userId),
    async advance({ days = 0, hours = 0 }) {
      await world.clock.advance((days * 24 + hours) * 3_600_000);
      await world.settle();
    },
    close: () => world.close(),
  };
  return story;
}

function valuesOf<Value>(world: World, type: string, sortPrefix: string): readonly Value[] {
  return world.store
    .items()
    .filter((item) => item.type === type && item.key.sort.startsWith(sortPrefix))
    .sort((left, right) => (left.key.sort < right.key.sort ? -1 : 1))
    .map(({ body }) => body as object as Value);
}

function eventOf(world: World, type: string, event: TellEvent & { id: string }): RecordEvent {
  const now = new Date(world.clock.now()).toISOString();
  const { id, user, fields = {}, lines, previous, formerId, cause, record = 'R1' } = event;
  const entity = type.slice(0, type.lastIndexOf('.'));
  return {
    company,
    source: 'erp',
    id,
    type,
    time: now,
    receivedAt: now,
    ...(user !== undefined && { user }),
    ...(cause !== undefined && { cause }),
    record: { company, source: 'erp', entity, id: record, fields, ...(lines && { lines }) },
    ...((previous || formerId !== undefined) && {
      previous: { fields: previous ?? {}, ...(formerId !== undefined && { id: formerId }) },
    }),
  };
}

async function setUp(world: World, setting: Setting, registry: Registry): Promise<void> {
  const { calm } = world;
  await calm.secrets.put(secretNameOf({ company, id: 'erp' }, 1), 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw');
  await calm.store.write([
    companyItems.create({ id: company, name: company, localCurrency: 'EUR', timeZone: 'Europe/Amsterdam' }),
    sourceItems.create({
      company,
      id: 'erp',
      kind: 'standard',
      commandUrl: 'https://erp.example/commands',
      clientId: 'client',
      secretVersions: [{ version: 1 }],
      ...setting.source,
    }),
    ...(setting.policy ? [approvalPolicyItems.create({ company, ...setting.policy })] : []),
    ...(setting.groups ?? []).map((group) => userGroupItems.create({ company, ...group })),
  ]);
  for (const user of setting.users) {
    const { userId } = user;
    const timeZone = setting.timeZones?.[userId];
    const member = { company, userId, email: `${userId}@c.example`, roles: [], issuer: 'i', subject: userId };
    await calm.store.write([
      approvalUserItems.create({ company, ...user }),
      memberItems.create({ ...member, ...(timeZone !== undefined && { timeZone }) }),
    ]);
  }
  for (const definition of setting.workflows) await enable(world, definition, registry);
}

async function enable(world: World, definition: WorkflowDefinition, registry: Registry): Promise<void> {
  const { calm } = world;
  const { code } = definition;
  const compiler = bindCompiler({ catalogue: registry.actionCatalogue(), functions: calm.settings.functionNames });
  await calm.store.write([
    workflowItems.create(newWorkflow(calm, { company, id: `id-of-${code}`, definition, actor: 'admin' })),
  ]);
  const result = await enableWorkflow({ ...calm, compiler }, { company, code, actor: 'admin' });
  if (result.kind !== 'enabled') throw new Error(`${code} could not be enabled: ${JSON.stringify(result)}`);
}

/** A copy of a template whose chain creates approvals with these options. */
export function withOptions(definition: WorkflowDefinition, options: { [option: string]: Json }): WorkflowDefinition {
  return {
    ...definition,
    steps: definition.steps.map((step) =>
      'do' in step && step.do === 'approvals.resolve' ? { ...step, with: { ...step.with, ...options } } : step,
    ),
  };
}
