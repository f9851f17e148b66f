import type { ApprovalPolicy } from '../../../shared/domain/approval/approval-policy.ts';
import {
  type ApprovalUsersCsv,
  approvalUsersCsv,
  readApprovalUsersCsv,
} from '../../../shared/domain/approval/approval-users-csv.ts';
import { testApprovalSetup } from '../../../shared/domain/approval/setup-test.ts';
import { actorOf } from '../../../shared/domain/company/caller.ts';
import { type RouteHandlers, refuse } from '../../../shared/middleware/api-request.ts';
import { findApprovalPolicy, putApprovalPolicy } from '../../../shared/usecases/approval-policy.ts';
import { findApprovalUsers } from '../../../shared/usecases/approval-setup.ts';
import type { ManagePorts } from '../manage-ports.ts';

type SetupOperation =
  | 'testApprovalSetup'
  | 'exportApprovalUsers'
  | 'importApprovalUsers'
  | 'getApprovalPolicy'
  | 'putApprovalPolicy';

/** The approval user setup as a whole, and what holds for all approvals. */
export function approvalSetupRoutes(ports: ManagePorts): RouteHandlers<SetupOperation> {
  return {
    async testApprovalSetup({ company }) {
      return { status: 200, body: { items: testApprovalSetup(await findApprovalUsers(ports, company)) } };
    },
    async exportApprovalUsers({ company }) {
      const users = await findApprovalUsers(ports, company);
      const rows = users.map(({ company: _, ...row }) => row);
      return { status: 200, body: { users: rows, csv: approvalUsersCsv(users) } };
    },
    async importApprovalUsers({ company, body, caller }) {
      const { csv, users = [], dryRun } = body;
      const read: Partial<ApprovalUsersCsv> & Pick<ApprovalUsersCsv, 'users'> =
        csv === undefined ? { users: users.map((user) => ({ user, faults: [] })) } : readApprovalUsersCsv(csv);
      if (read.fault !== undefined) {
        return refuse(422, 'unreadable-csv', { detail: read.fault, errors: [{ pointer: '/csv', detail: read.fault }] });
      }
      const rows = read.users.map(({ user, faults }) => ({ user: { ...user, company }, faults }));
      const { fields } = read;
      const input = { company, rows, ...(fields && { fields }), dryRun, actor: actorOf(caller) };
      const { importApprovalUsers } = await import('../../../shared/usecases/import-approval-users.ts');
      const result = await importApprovalUsers(ports, input);
      return { status: 200, body: result };
    },
    async getApprovalPolicy({ company }) {
      return { status: 200, body: view(await findApprovalPolicy(ports, company)) };
    },
    async putApprovalPolicy({ company, body, caller }) {
      const policy = await putApprovalPolicy(ports, { policy: { ...body, company }, actor: actorOf(caller) });
      return { status: 200, body: view(policy) };
    },
  };
}

function view({ company: _, ...policy }: ApprovalPolicy) {
  return { requesterMayApprove: true, commentOnReject: false, ...policy };
}
