import type { RouteHandlers } from '../../../shared/middleware/api-request.ts';
import { listAudit } from '../../../shared/usecases/list-audit.ts';
import type { ManagePorts } from '../manage-ports.ts';
import { pageAnswer, pageRequest } from './page-request.ts';

/** The audit trail. */
export function auditRoutes(ports: ManagePorts): RouteHandlers<'listAudit'> {
  return {
    async listAudit({ company, query }) {
      const { record } = query;
      const question = { company, ...(record !== undefined && { record }) };
      return pageAnswer(await listAudit(ports, question, pageRequest(query)), (entry) => entry);
    },
  };
}
