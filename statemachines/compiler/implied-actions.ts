import type { Step } from '../../shared/domain/workflow/definition.ts';
import type { WaitBranch } from '../../shared/domain/workflow/workflow.ts';

/** The actions that stand behind steps which name none: the first one asks or starts, the second one says what came of it. */
export const ACTIONS_OF_STEPS = {
  approve: ['approvals.ask', 'approvals.outcome'],
  task: ['tasks.assign', 'tasks.outcome'],
  run: ['flow.run', 'flow.outcome'],
} as const;

/** What the wait behind an `approve` or `task` step listens to. */
const ANSWERS = {
  approve: [
    'approvalRequest.approved',
    'approvalRequest.rejected',
    'approvalRequest.answered',
    'approvalRequest.delegated',
  ],
  task: ['userTask.done', 'userTask.notDone'],
} as const;

/** The branches of the wait that a step has, or undefined where it has none. Events are as they were written. */
export function waitBranchesOf(step: Step): readonly WaitBranch[] | undefined {
  if ('when' in step)
    return step.when.map(({ event, key, where }) => ({ event, ...(key && { key }), ...(where && { where }) }));
  if ('approve' in step) return ANSWERS.approve.map((event) => ({ event }));
  return 'task' in step ? ANSWERS.task.map((event) => ({ event })) : undefined;
}

/** The actions that a step needs without naming them. */
export function impliedActions(step: Step): readonly string[] {
  if ('approve' in step) return ACTIONS_OF_STEPS.approve;
  if ('task' in step) return ACTIONS_OF_STEPS.task;
  if ('run' in step) return ACTIONS_OF_STEPS.run;
  return 'respond' in step ? ['flow.respond'] : [];
}
