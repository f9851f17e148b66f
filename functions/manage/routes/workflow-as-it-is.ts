import { workflowView } from '../../../shared/contracts/api/workflow-view.ts';
import type { Problem } from '../../../shared/domain/workflow/problem.ts';
import type { Workflow } from '../../../shared/domain/workflow/workflow.ts';
import { pauseOf } from '../../../shared/usecases/pause-of.ts';
import type { ManagePorts } from '../manage-ports.ts';

/** A workflow that may have runs, with its problems and its pause. */
export async function workflowAsItIs(
  ports: Pick<ManagePorts, 'store'>,
  { workflow, problems }: { workflow: Workflow; problems: readonly Problem[] },
) {
  const paused = await pauseOf(ports, { company: workflow.company, workflowId: workflow.id });
  return workflowView(workflow, problems, paused);
}
