import type { Ports } from '../ports/ports.ts';
import { companyItems, memberItems } from '../repositories/company-items.ts';

/** Language and time zone of a reader: their own, else the company's. */
export async function localeOf(
  ports: Pick<Ports, 'store'>,
  company: string,
  userId: string,
): Promise<{ language: string; timeZone: string }> {
  const member = (await memberItems.get(ports.store, { company, userId }))?.value;
  const timeZone = member?.timeZone ?? (await companyItems.get(ports.store, { id: company }))?.value.timeZone ?? 'UTC';
  return { language: member?.language ?? 'en-GB', timeZone };
}
