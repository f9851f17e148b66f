import type { Caller } from '../../../shared/domain/company/caller.ts';
import { maySeeTask } from '../../../shared/domain/company/visibility.ts';
import type { JsonObject } from '../../../shared/domain/json/json.ts';
import type { UserTask } from '../../../shared/domain/task/user-task.ts';
import { personOf, type RouteHandlers, refuse, refuseNotFound } from '../../../shared/middleware/api-request.ts';
import { instantOf } from '../../../shared/ports/clock.ts';
import { type AnswerTaskResult, answerTask } from '../../../shared/usecases/answer-task.ts';
import { getTask, listTasks } from '../../../shared/usecases/list-tasks.ts';
import { checkInputs } from '../lazy-check-inputs.ts';
import type { ManagePorts } from '../manage-ports.ts';
import { pageAnswer, pageRequest } from './page-request.ts';

type TaskOperation = 'listTasks' | 'getTask' | 'finishTask' | 'refuseTask';

interface Given {
  readonly company: string;
  readonly taskId: string;
  readonly caller: Caller;
  readonly status: 'done' | 'notDone';
  readonly body: { readonly answers?: JsonObject; readonly comment?: string };
}

/** Tasks: what runs give people to do, and their answers. */
export function taskRoutes(ports: ManagePorts): RouteHandlers<TaskOperation> {
  const view = (task: UserTask) => taskView(task, instantOf(ports.clock));
  const answer = async ({ company, taskId, caller, status, body }: Given) => {
    const given = { status, userId: personOf(caller), administrator: isAdministrator(caller), ...body };
    const result = await answerTask(ports, { company, taskId, answer: given }, checkInputs);
    return result.kind === 'answered'
      ? { status: 200 as const, body: view(result.task) }
      : answerRefusal(result, taskId, caller);
  };
  return {
    async listTasks({ query, caller }) {
      const { assignee, status, run } = query;
      const filter = {
        ...(assignee !== undefined && { assignee: assignee === 'me' ? personOf(caller) : assignee }),
        ...(status !== undefined && { status }),
        ...(run !== undefined && { run }),
      };
      return pageAnswer(await listTasks(ports, { caller, filter }, pageRequest(query)), view);
    },
    async getTask({ params, caller }) {
      const task = await getTask(ports, caller, params.id);
      return task ? { status: 200, body: view(task) } : refuseNotFound();
    },
    finishTask: ({ company, params, caller, body }) =>
      answer({ company, taskId: params.id, caller, status: 'done', body }),
    refuseTask: ({ company, params, caller, body }) =>
      answer({ company, taskId: params.id, caller, status: 'notDone', body }),
  };
}

/** Whomever a source speaks for, it does not get the rights of an administrator. */
function isAdministrator({ kind, roles }: Caller): boolean {
  return kind === 'member' && roles.includes('admin');
}

/** A task as the API shows it. */
function taskView({ company: _, visit: _visit, content: _content, told: _told, ...task }: UserTask, now: string) {
  return { ...task, overdue: task.status === 'open' && task.dueAt !== undefined && task.dueAt < now };
}

function answerRefusal(result: Exclude<AnswerTaskResult, { kind: 'answered' }>, taskId: string, caller: Caller) {
  if (result.kind === 'not-found') return refuseNotFound();
  if (result.kind === 'bad-answers') {
    return refuse(422, 'invalid-answers', {
      detail: 'The answers do not fit the form: see "errors".',
      errors: result.faults.map(({ pointer, detail }) => ({ pointer: `/answers${pointer}`, detail })),
    });
  }
  const { task } = result;
  if (!maySeeTask(caller, task)) return refuseNotFound();
  if (result.kind === 'not-yours') {
    return refuse(403, 'not-yours', { detail: `Task ${taskId} is for ${task.candidates.join(', ')} to do.` });
  }
  return refuse(409, 'not-open', { detail: `${howItEnded(task)}, so nothing was changed.` });
}

function howItEnded({ id, status, doneBy, doneAt, cancelledBy }: UserTask): string {
  if (status === 'cancelled') {
    return `Task ${id} is cancelled: ${cancelledBy === 'timeout' ? 'its time was up' : 'its run has ended'}`;
  }
  return `${doneBy} said at ${doneAt} that task ${id} is ${status === 'done' ? 'done' : 'not done'}`;
}
