import type { Server } from '../server.ts';
import type { CompanyDocument } from './company-document.ts';
import { importApprovalPolicy, importApprovalUsers } from './import-approval-setup.ts';
import { importMembers, importNamed } from './import-named.ts';
import { importWorkflows } from './import-workflows.ts';
import type { Import, ImportedPart, ImportOptions } from './imported-part.ts';
import { readCompany } from './read-company.ts';

/**
 * Brings a company on a server to what a document says, in the order in which parts need each other. What only the server has stays, nobody
 * loses the role of an administrator, and what is the same already is left alone: an import that broke off is simply done again.
 *
 * @throws ServerError when the server can not be reached or lets nobody in; what it refuses of a part is told as its outcome.
 */
export async function importCompany(
  server: Server,
  document: CompanyDocument,
  options: ImportOptions,
): Promise<readonly ImportedPart[]> {
  const one: Import = { server, document, there: await readCompany(server), options };
  return [
    ...(await importMembers(one)),
    ...(await importApprovalUsers(one)),
    ...(await importNamed(one, { part: 'userGroup', list: 'userGroups', path: '/user-groups' })),
    ...(await importApprovalPolicy(one)),
    ...(await importNamed(one, { part: 'source', list: 'sources', path: '/sources' })),
    ...(await importWorkflows(one)),
  ];
}
