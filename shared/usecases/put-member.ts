import type { Member, Role } from '../domain/company/company.ts';
import type { Change } from '../ports/item-store.ts';
import type { Ports, Settings } from '../ports/ports.ts';
import { memberItems, memberSubjectItems } from '../repositories/company-items.ts';
import type { Versioned } from '../repositories/item-type.ts';
import { auditChange } from './audit-change.ts';
import { checkThatAnAdministratorStays } from './keep-administrator.ts';
import { retryOnConflict } from './retry-on-conflict.ts';
import { isSame } from './same-value.ts';

/** What an administrator says of a member. Issuer and subject stay as they are when they are left out. */
export interface MemberInput {
  readonly email: string;
  readonly roles: readonly Role[];
  readonly issuer?: string;
  readonly subject?: string;
  readonly language?: string;
  readonly timeZone?: string;
}

export type PutMemberResult =
  | { readonly kind: 'saved'; readonly member: Member; readonly created: boolean }
  | { readonly kind: 'subject-taken'; readonly userId: string }
  | { readonly kind: 'last-administrator' };

type PutMemberPorts = Pick<Ports, 'store' | 'clock' | 'ids'> & { settings: Pick<Settings, 'defaultIssuer'> };

/** Adds or changes a member together with the item that finds them by their token. */
export async function putMember(
  ports: PutMemberPorts,
  put: { company: string; userId: string; input: MemberInput; actor: string },
): Promise<PutMemberResult> {
  return retryOnConflict(ports, () => tryToPut(ports, put));
}

async function tryToPut(
  ports: PutMemberPorts,
  put: { company: string; userId: string; input: MemberInput; actor: string },
): Promise<PutMemberResult> {
  const { company, userId, input, actor } = put;
  const before = await memberItems.get(ports.store, { company, userId });
  const member: Member = {
    ...input,
    company,
    userId,
    roles: [...new Set(input.roles)],
    issuer: input.issuer ?? before?.value.issuer ?? ports.settings.defaultIssuer,
    subject: input.subject ?? before?.value.subject ?? userId,
  };
  if (before && isSame(before.value, member)) return { kind: 'saved', member, created: false };
  const taken = await memberSubjectItems.get(ports.store, member);
  if (taken && taken.value.userId !== userId) return { kind: 'subject-taken', userId: taken.value.userId };
  const losesAdmin = before?.value.roles.includes('admin') && !member.roles.includes('admin');
  const administrator = losesAdmin ? await checkThatAnAdministratorStays(ports, { company, without: userId }) : [];
  if (administrator === 'nobody-left') return { kind: 'last-administrator' };
  await ports.store.write([
    memberItems.save(before, member),
    ...(await subjectChanges(ports, before, member)),
    ...administrator,
    auditChange(ports, {
      company,
      actor,
      action: before ? 'member.changed' : 'member.added',
      subject: `member/${userId}`,
      details: { email: member.email, roles: [...member.roles], issuer: member.issuer, subject: member.subject },
    }),
  ]);
  return { kind: 'saved', member, created: !before };
}

/** A token finds the member by its new issuer and subject, and no longer by the old ones. */
async function subjectChanges(
  ports: Pick<Ports, 'store'>,
  before: Versioned<Member> | undefined,
  member: Member,
): Promise<readonly Change[]> {
  if (before?.value.issuer === member.issuer && before.value.subject === member.subject) return [];
  const { company, issuer, subject, userId } = member;
  const old = before && (await memberSubjectItems.get(ports.store, before.value));
  return [
    memberSubjectItems.create({ company, issuer, subject, userId }),
    ...(old ? [memberSubjectItems.remove(old)] : []),
  ];
}
