import type { ExecutionStatus } from '../../shared/ports/state-machines.ts';
import type { LocalDatabase } from '../store/local-database.ts';
import { unversioned } from './arns.ts';
import type { Execution } from './execution.ts';
import { executionOf } from './stored-execution.ts';

/** An execution in a list. */
export interface ExecutionListItem {
  readonly executionArn: string;
  readonly stateMachineArn: string;
  readonly name: string;
  readonly status: ExecutionStatus;
  /** ISO 8601 instants. */
  readonly startedAt: string;
  readonly stoppedAt?: string;
}

/** Lists a page of executions. `next` is the cursor of the page behind it. */
export type ExecutionList = (query: {
  /** A machine: executions of all its versions too; or one version. */
  stateMachineArn: string;
  status?: ExecutionStatus;
  limit: number;
  cursor?: string;
}) => Promise<{ executions: readonly ExecutionListItem[]; next?: string }>;

/** Lists executions out of the journal's tables. */
export function listExecutions(database: LocalDatabase): ExecutionList {
  const { prepare } = database;
  return async ({ stateMachineArn, status, limit, cursor }) => {
    const machineArn = unversioned(stateMachineArn);
    const version = machineArn === stateMachineArn ? null : stateMachineArn;
    const before = cursor === undefined ? Number.MAX_SAFE_INTEGER : Number(cursor);
    const rows = prepare(
      `select id, arn, state from engine_execution
       where machine_arn = :machineArn and id < :before
         and (:status is null or status = :status)
         and (:version is null or json_extract(state, '$.execution.machineArn') = :version)
       order by id desc limit :limit`,
    ).all({ machineArn, before, status: status ?? null, version, limit });
    const executions = rows.map(({ arn, state }) =>
      itemOf(executionOf({ arn: String(arn), state: String(state) }).execution),
    );
    const last = rows.length === limit ? rows.at(-1) : undefined;
    return { executions, ...(last && { next: String(last.id) }) };
  };
}

function itemOf({ arn, machineArn, name, status, startedAt, stoppedAt }: Omit<Execution, 'input'>): ExecutionListItem {
  const stopped = stoppedAt === undefined ? {} : { stoppedAt };
  return { executionArn: arn, stateMachineArn: machineArn, name, status, startedAt, ...stopped };
}
