import { type Company, type Member, ROLES } from '../domain/company/company.ts';
import { WriteConflictError } from '../ports/item-store.ts';
import type { Ports } from '../ports/ports.ts';
import { companyItems, memberItems, memberSubjectItems } from '../repositories/company-items.ts';
import { auditChange } from './audit-change.ts';

/** Makes a company with its first administrator, who can then set up everything else. Once there, nothing is changed. */
export async function createCompany(
  ports: Pick<Ports, 'store' | 'clock' | 'ids'>,
  made: { company: Company; admin: Pick<Member, 'userId' | 'email' | 'issuer' | 'subject'> },
): Promise<'created' | 'exists'> {
  const { company } = made;
  const member: Member = { ...made.admin, company: company.id, roles: ROLES };
  const { issuer, subject, userId } = member;
  try {
    await ports.store.write([
      companyItems.create(company),
      memberItems.create(member),
      memberSubjectItems.create({ company: company.id, issuer, subject, userId }),
      auditChange(ports, {
        company: company.id,
        actor: 'system',
        action: 'company.created',
        subject: `company/${company.id}`,
        details: { admin: userId },
      }),
    ]);
    return 'created';
  } catch (error) {
    if (error instanceof WriteConflictError) return 'exists';
    throw error;
  }
}
