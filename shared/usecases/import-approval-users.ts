import type { ApprovalUser } from '../domain/approval/approval.ts';
import { type BrokenRule, brokenRules } from '../domain/approval/approval-user-rules.ts';
import type { Change } from '../ports/item-store.ts';
import type { Ports } from '../ports/ports.ts';
import { approvalUserItems } from '../repositories/approval-items.ts';
import { memberItems } from '../repositories/company-items.ts';
import { keyOf } from '../repositories/key-text.ts';
import { changeOfSetup, findApprovalUsers } from './approval-setup.ts';
import { auditChange } from './audit-change.ts';
import { retryOnConflict } from './retry-on-conflict.ts';
import { isSame } from './same-value.ts';

/** What an import makes of one row. */
export interface ImportedRow {
  readonly userId: string;
  readonly outcome: 'added' | 'changed' | 'unchanged' | 'refused';
  readonly errors: readonly BrokenRule[];
}

export interface ImportResult {
  /** False when a row is refused, or when it was a trial: then nothing was changed. */
  readonly saved: boolean;
  readonly rows: readonly ImportedRow[];
}

/** Rows written at once, each with its audit entry. */
const ROWS_PER_WRITE = 40;

/**
 * Takes in rows of the approval user setup. All rules are judged on the setup as it would be with all rows in it, so the rows may name
 * each other in any order; one refused row keeps all of them out.
 *
 * @param input.fields the fields that the rows speak of: of somebody who is there already, all others stay. All fields when absent.
 */
export async function importApprovalUsers(
  ports: Pick<Ports, 'store' | 'clock' | 'ids'>,
  input: {
    company: string;
    rows: readonly { readonly user: ApprovalUser; readonly faults: readonly BrokenRule[] }[];
    fields?: readonly string[];
    dryRun: boolean;
    actor: string;
  },
): Promise<ImportResult> {
  const before = await findApprovalUsers(ports, input.company);
  const members = await memberItems.queryAll(ports.store, {
    index: 'base',
    partition: keyOf('member', input.company),
  });
  const userIds = new Set(members.map(({ value }) => value.userId));
  const users = input.rows.map(({ user }) => ({ ...untouched(before, user, input.fields), ...user }));
  const after = [...before.filter(({ userId }) => !users.some((user) => user.userId === userId)), ...users];
  const rows = users.map((user, index): ImportedRow => {
    const faults = input.rows[index]?.faults ?? [];
    const others = after.filter((other) => other !== user);
    const errors = [...faults, ...rowRules(user, { index, users, userIds }), ...brokenRules(user, others)];
    const known = before.find(({ userId }) => userId === user.userId);
    const outcome = errors.length > 0 ? 'refused' : known ? (isSame(known, user) ? 'unchanged' : 'changed') : 'added';
    return { userId: user.userId, outcome, errors };
  });
  const refused = rows.some(({ outcome }) => outcome === 'refused');
  if (refused || input.dryRun) return { saved: false, rows };
  const changed = users.filter((_, index) => rows[index]?.outcome !== 'unchanged');
  for (let at = 0; at < changed.length; at += ROWS_PER_WRITE) {
    await save(ports, input, changed.slice(at, at + ROWS_PER_WRITE));
  }
  return { saved: true, rows };
}

/** What an import with only some of the fields leaves of somebody. */
function untouched(
  before: readonly ApprovalUser[],
  { userId }: ApprovalUser,
  fields: readonly string[] | undefined,
): Partial<ApprovalUser> {
  const known = before.find((user) => user.userId === userId);
  if (!known || !fields) return {};
  return Object.fromEntries(Object.entries(known).filter(([field]) => !fields.includes(field)));
}

function rowRules(
  { userId }: ApprovalUser,
  about: { index: number; users: readonly ApprovalUser[]; userIds: ReadonlySet<string> },
): readonly BrokenRule[] {
  if (!about.userIds.has(userId)) {
    return [
      { pointer: '/userId', detail: `${userId || 'The row'} is not a member of the company. Add the member first.` },
    ];
  }
  const isAgain = about.users.findIndex((user) => user.userId === userId) < about.index;
  return isAgain ? [{ pointer: '/userId', detail: `${userId} stands in the import twice.` }] : [];
}

async function save(
  ports: Pick<Ports, 'store' | 'clock' | 'ids'>,
  { company, actor }: { company: string; actor: string },
  users: readonly ApprovalUser[],
): Promise<void> {
  await retryOnConflict(ports, async () => {
    const changes: Change[] = [await changeOfSetup(ports, company)];
    for (const user of users) {
      const before = await approvalUserItems.get(ports.store, user);
      changes.push(
        approvalUserItems.save(before, user),
        auditChange(ports, {
          company,
          actor,
          action: 'approvalUser.imported',
          subject: `approvalUser/${user.userId}`,
        }),
      );
    }
    await ports.store.write(changes);
  });
}
