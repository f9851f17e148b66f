import type { Run } from '../domain/run/run.ts';
import type { ItemStore } from '../ports/item-store.ts';
import { memberItems } from '../repositories/company-items.ts';
import { findAdministrators } from './find-administrators.ts';
import { loadVersion } from './load-version.ts';

/** Who looks after the workflow of a run: who published the version; where that is no member any more, the administrators. */
export async function findOwners(ports: { readonly store: ItemStore }, run: Run): Promise<readonly string[]> {
  const { publishedBy } = await loadVersion(ports, run);
  const member = await memberItems.get(ports.store, { company: run.company, userId: publishedBy });
  return member ? [publishedBy] : findAdministrators(ports, run.company);
}
