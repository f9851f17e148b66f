import type { ExecutionStatusChange } from '../../shared/ports/state-machines.ts';
import type { Prepare } from '../store/operation.ts';
import { statusChangeOf } from './describe.ts';
import { readRun } from './read-run.ts';

/** An end of an execution that was not told to the platform yet. */
export interface UntoldEnd {
  readonly id: number;
  readonly change: ExecutionStatusChange;
}

/** All of them, in the order in which they came. An end is read from its execution; written out where that has gone on since, or is forgotten. */
export function untoldEnds(prepare: Prepare): readonly UntoldEnd[] {
  return prepare(
    `select untold.id, change, arn from engine_status_change untold
     left join engine_execution execution on execution.id = execution_id order by untold.id`,
  )
    .all()
    .flatMap(({ id, change, arn }) => {
      const end =
        typeof change === 'string' ? (JSON.parse(change) as ExecutionStatusChange) : endOf(prepare, String(arn));
      return end ? [{ id: Number(id), change: end }] : [];
    });
}

/** Whether the end of an execution is still to be read from it. */
export function isUntold(prepare: Prepare, arn: string): boolean {
  const id = prepare('select id from engine_execution where arn = ?').get(arn)?.id ?? null;
  return prepare('select 1 from engine_status_change where execution_id = ? and change is null').get(id) !== undefined;
}

function endOf(prepare: Prepare, arn: string): ExecutionStatusChange | undefined {
  const run = readRun(prepare, arn);
  return run && statusChangeOf(run.execution);
}
