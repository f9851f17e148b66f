import type { Absence } from './absence.ts';
import type { ApprovalUser } from './approval.ts';

/** A rule of the approval user setup that a user would break. The detail names the user and the field. */
export interface BrokenRule {
  /** JSON pointer to the field. */
  readonly pointer: string;
  readonly detail: string;
}

const LIMITS = [
  ['salesLimit', 'unlimitedSales'],
  ['purchaseLimit', 'unlimitedPurchase'],
  ['requestLimit', 'unlimitedRequest'],
] as const;

/** Phone numbers have no letters (domain 4.1). */
const PHONE = /^[^\p{L}]*$/u;
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/**
 * Everything that Business Central would refuse in this row of the approval user setup (domain 4.1).
 *
 * @param others the other rows of the company.
 */
export function brokenRules(user: ApprovalUser, others: readonly ApprovalUser[]): readonly BrokenRule[] {
  return [
    ...personRules(user, others),
    ...limitRules(user),
    ...uniquenessRules(user, others),
    ...absenceRules(user.absences ?? []),
  ];
}

/** Why a row can not be taken out: others name this user as the one who comes next. */
export function referencesTo(userId: string, others: readonly ApprovalUser[]): readonly string[] {
  return others.flatMap((other) =>
    (['approverId', 'substituteId'] as const)
      .filter((field) => other[field] === userId)
      .map((field) => `${userId} is "${field}" of ${other.userId}. Change that first.`),
  );
}

function personRules(user: ApprovalUser, others: readonly ApprovalUser[]): BrokenRule[] {
  const { userId, email } = user;
  const rules: BrokenRule[] = (['approverId', 'substituteId'] as const).flatMap((field) => {
    const named = user[field];
    if (named === undefined) return [];
    if (named === userId) return [broken(field, `"${field}" of ${userId} must be somebody else.`)];
    if (others.some((other) => other.userId === named)) return [];
    return [
      broken(
        field,
        `"${field}" of ${userId} names ${named}, who is not in the approval user setup. Add ${named} first.`,
      ),
    ];
  });
  if (email !== undefined && !EMAIL.test(email)) {
    rules.push(broken('email', `"email" of ${userId} is not an e-mail address.`));
  }
  if (user.phone !== undefined && !PHONE.test(user.phone)) {
    rules.push(broken('phone', `"phone" of ${userId} is not a phone number: it has letters.`));
  }
  return rules;
}

function absenceRules(absences: readonly Absence[]): BrokenRule[] {
  return absences.flatMap(({ from, to }, index) =>
    from <= to
      ? []
      : [{ pointer: `/absences/${index}/to`, detail: `An absence can not end (${to}) before it begins (${from}).` }],
  );
}

function limitRules(user: ApprovalUser): BrokenRule[] {
  return LIMITS.flatMap(([limit, unlimited]) => {
    const amount = user[limit] ?? 0;
    if (!Number.isFinite(amount) || amount < 0) {
      return [broken(limit, `"${limit}" of ${user.userId} must be an amount of 0 or more.`)];
    }
    if (!user[unlimited] || amount === 0) return [];
    return [broken(limit, `"${limit}" of ${user.userId} must be 0 or left out, because "${unlimited}" is set.`)];
  });
}

function uniquenessRules(user: ApprovalUser, others: readonly ApprovalUser[]): BrokenRule[] {
  const { userId, salespersonCode } = user;
  const sameCode = salespersonCode && others.find((other) => other.salespersonCode === salespersonCode);
  const administrator = user.administrator && others.find((other) => other.administrator);
  return [
    ...(sameCode
      ? [
          broken(
            'salespersonCode',
            `"salespersonCode" ${salespersonCode} of ${userId} belongs to ${sameCode.userId} already.`,
          ),
        ]
      : []),
    ...(administrator
      ? [
          broken(
            'administrator',
            `"administrator" of ${userId} can not be set: ${administrator.userId} is the approval administrator. There is at most one.`,
          ),
        ]
      : []),
  ];
}

function broken(field: keyof ApprovalUser, detail: string): BrokenRule {
  return { pointer: `/${field}`, detail };
}
