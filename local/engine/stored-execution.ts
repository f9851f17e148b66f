import type { JsonObject } from '../../shared/domain/json/json.ts';
import { nameInArn } from './arns.ts';
import { type Execution, ROOT, type Run, type Strand } from './execution.ts';

/** An execution as the journal keeps it: what its row or its history tells too is left out. Earlier versions wrote everything. */
type StoredExecution = Omit<Execution, 'arn' | 'name' | 'input' | 'definition'> & Partial<Execution>;

/** An execution and its root strand as text. */
export function executionText({ execution, strands }: Run): string {
  const { arn: _arn, name: _name, input: _input, definition, ...rest } = execution;
  const stored: StoredExecution = definition === rest.machineArn ? rest : { ...rest, definition };
  return JSON.stringify({ execution: stored, root: strands.get(ROOT) });
}

/** What stands in an execution's row: everything but its input, which may be found elsewhere. */
export function executionOf(row: { arn: string; state: string }): {
  execution: Omit<Execution, 'input'> & { input?: JsonObject };
  root: Strand;
} {
  const { execution, root } = JSON.parse(row.state) as { execution: StoredExecution; root: Strand };
  const { arn } = row;
  return { execution: { arn, name: nameInArn(arn), definition: execution.machineArn, ...execution }, root };
}
