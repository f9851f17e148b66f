import { enterState, goOn } from './advance.ts';
import { ROOT } from './execution.ts';
import type { Step } from './step.ts';
import { startMore } from './strand-groups.ts';

/**
 * Lets an execution that failed, timed out or was stopped go on: every strand that did not succeed enters its state again, with the
 * input of then and as if it had not been tried. What succeeded is not done again.
 */
export async function redrive(step: Step): Promise<void> {
  const { output: _output, error: _error, cause: _cause, stoppedAt: _stoppedAt, ...rest } = step.execution;
  const redriveCount = (rest.redriveCount ?? 0) + 1;
  step.execution = { ...rest, status: 'RUNNING', redriveCount, redrivenAt: step.timestamp };
  step.tell(ROOT, 'ExecutionRedriven', { redriveCount });
  await resume(step, ROOT);
}

async function resume(step: Step, strandId: string): Promise<void> {
  const strand = step.strand(strandId);
  const { position } = strand;
  if (!position) return;
  const { waiting, ...rest } = position;
  const standing = { ...rest, strand: strandId, ...(rest.retries && { retries: {} }) };
  step.put({ ...strand, status: 'running' });
  if (waiting.kind === 'enter') return step.place(standing, { kind: 'enter', dueAt: step.environment.now });
  if (waiting.kind !== 'strands') {
    step.place(standing, { kind: 'nothing' });
    return goOn(step, strandId, (state, at) => enterState(step, state, at));
  }
  const again = step
    .childrenOf(strandId)
    .filter(({ status }) => status === 'failed' || status === 'aborted' || status === 'running');
  const group = { ...waiting.group, running: again.length, failed: 0 };
  step.place(standing, { kind: 'strands', group });
  for (const child of again) {
    step.put({ ...child, status: 'running' });
    await resume(step, child.id);
  }
  if (group.started < group.size) {
    await goOn(step, strandId, async () => {
      await startMore(step, strandId, { after: step.strand(strandId).previousEventId });
      return { kind: 'wait', waiting: step.strand(strandId).position?.waiting ?? { kind: 'nothing' } };
    });
  }
}
