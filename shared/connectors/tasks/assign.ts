import * as z from 'zod';
import { jsonObject } from '../../contracts/api/fields.ts';
import { PLATFORM_SOURCE } from '../../domain/event/event.ts';
import type { UserTask } from '../../domain/task/user-task.ts';
import { durationSeconds, MAX_WAIT_SECONDS } from '../../domain/workflow/duration.ts';
import { instantOf } from '../../ports/clock.ts';
import { later } from '../../repositories/key-text.ts';
import { taskCandidateItems, taskIdOf, userTaskItems } from '../../repositories/task-items.ts';
import { notificationOf } from '../../usecases/compose-outbox.ts';
import { taskNotices } from '../../usecases/task-notices.ts';
import { type ActionContext, defineAction } from '../catalogue/connector.ts';
import { findCandidates } from './find-candidates.ts';

const MOST_REMINDERS = 20;

const duration = z.string().refine(isDuration, 'Write an ISO 8601 duration from 1 second to 1 year, such as P3D.');

const options = z
  .strictObject({
    title: z.string().trim().min(1).max(250).describe('What is to be done, in one line.'),
    text: z.string().max(4_000).optional().describe('More about it.'),
    to: z
      .union([z.string().min(1), z.array(z.string().min(1))])
      .optional()
      .describe('User ids of members. Any of them may do it.'),
    group: z.string().min(1).optional().describe('Code of a user group, any of whose members may do it.'),
    form: jsonObject.optional().describe('JSON Schema of what is filled in.'),
    due: duration.optional().describe('How long they have, until it counts as overdue.'),
    remind: z.array(duration).max(MOST_REMINDERS).optional().describe('When reminders are sent, since it was given.'),
  })
  .refine(({ to, group }) => (to === undefined) !== (group === undefined), {
    path: ['to'],
    message: 'Give either "to" or "group".',
  });

/** What stands behind `task` steps: somebody gets something to do. Of one visit of a step there is one task. */
export const assign = defineAction({
  name: 'assign',
  title: 'Give somebody a task',
  description: 'Gives a task to people, any of whom may do it, and tells them.',
  options,
  async run(context, given) {
    const { run, ports } = context;
    const id = taskIdOf({ runId: run.id, step: context.step, visit: context.visit });
    const known = await userTaskItems.get(ports.store, { company: run.company, id });
    const task = known?.value ?? newTask(context, given, await findCandidates(ports, run.company, given));
    const { company, candidates, status, createdAt } = task;
    return {
      output: { taskId: id, candidates: [...candidates] },
      changes: known
        ? []
        : [
            userTaskItems.create(task),
            ...candidates.map((userId) =>
              taskCandidateItems.create({ company, taskId: id, userId, status, createdAt }),
            ),
          ],
      notifications: taskNotices(task, undefined, createdAt).map(notificationOf),
    };
  },
});

function newTask(
  { run, step, visit, event, ports }: ActionContext,
  { title, text, group, form, due, remind = [] }: z.output<typeof options>,
  candidates: readonly string[],
): UserTask {
  const createdAt = instantOf(ports.clock);
  const after = (length: string): string => later(createdAt, (durationSeconds(length) ?? 0) * 1_000);
  return {
    company: run.company,
    id: taskIdOf({ runId: run.id, step, visit }),
    runId: run.id,
    workflow: run.workflow,
    step,
    visit,
    record: run.record,
    ...(run.record.source === PLATFORM_SOURCE && { content: event.event.record }),
    title,
    ...(text && { text }),
    candidates,
    ...(group !== undefined && { group }),
    ...(form && { form }),
    status: 'open',
    createdAt,
    ...(due !== undefined && { dueAt: after(due) }),
    remindAt: remind.map(after).toSorted(),
    told: 0,
  };
}

function isDuration(text: string): boolean {
  const seconds = durationSeconds(text);
  return seconds !== undefined && seconds >= 1 && seconds <= MAX_WAIT_SECONDS;
}
