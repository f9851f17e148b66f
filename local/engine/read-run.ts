import type { JsonObject } from '../../shared/domain/json/json.ts';
import type { Prepare } from '../store/operation.ts';
import { ROOT, type Strand } from './execution.ts';
import { executionOf } from './stored-execution.ts';
import { historyOf } from './stored-history.ts';
import type { StoredRun } from './stored-run.ts';

/** Reads an execution with its strands out of the journal's tables. Undefined when there is none of that ARN. */
export function readRun(prepare: Prepare, arn: string): StoredRun | undefined {
  const row = prepare('select id, state, due_at, has_task from engine_execution where arn = ?').get(arn);
  if (!row) return undefined;
  const number = Number(row.id);
  const { execution, root } = executionOf({ arn, state: String(row.state) });
  const inputText = execution.input === undefined ? inputTextOf(prepare, number) : JSON.stringify(execution.input);
  const strands = new Map([[ROOT, root]]);
  for (const { id, state } of prepare('select id, state from engine_strand where execution_id = ?').all(number)) {
    strands.set(String(id), JSON.parse(String(state)) as Strand);
  }
  const input = JSON.parse(inputText) as JsonObject;
  const stored = { number, dueAt: Number(row.due_at), hasTask: row.has_task === 1 };
  return { row: stored, execution: { ...execution, input }, strands, inputText };
}

/** The history begins with the input. */
function inputTextOf(prepare: Prepare, number: number): string {
  const part = prepare('select lines from engine_history_part where execution_id = ? order by last_id limit 1').get(
    number,
  );
  const [started] = historyOf(String(part?.lines ?? '[]'));
  const input = started?.details.input;
  if (typeof input !== 'string') throw new Error(`The history of execution ${number} does not begin with its input.`);
  return input;
}
