import * as z from 'zod';
import { instant, jsonObject, recordRef } from './fields.ts';
import { pageOf, pageQuery } from './page.ts';
import { COMPANY_PATH } from './route.ts';

const status = z.enum(['open', 'done', 'notDone', 'cancelled']);

/** A task as the API shows it. */
const task = z
  .object({
    id: z.string(),
    runId: z.string(),
    workflow: z.string(),
    step: z.string().describe('The step of the workflow that waits for it.'),
    record: recordRef,
    title: z.string(),
    text: z.string().optional(),
    candidates: z.array(z.string()).readonly().describe('User ids. Any of them may answer.'),
    group: z.string().optional().describe('The user group whose members the candidates were when it was given.'),
    form: jsonObject.optional().describe('JSON Schema (2020-12) of `answers`.'),
    status,
    createdAt: instant,
    dueAt: instant.optional(),
    remindAt: z.array(instant).readonly(),
    overdue: z.boolean().describe('It is open, and its time is over.'),
    doneBy: z.string().optional().describe('Who answered.'),
    doneAt: instant.optional(),
    answers: jsonObject.optional(),
    comment: z.string().optional(),
    cancelledBy: z.enum(['timeout', 'endOfRun']).optional().describe('Why nobody waits for it any more.'),
  })
  .meta({ id: 'UserTask', description: 'What a run gives somebody to do.' });

const comment = z.string().trim().max(4_000).exactOptional();

const listQuery = pageQuery.extend({
  assignee: z.string().min(1).exactOptional().describe('Who may do it: a user id, or `me`.'),
  status: status.exactOptional(),
  run: z.string().min(1).exactOptional(),
});

const done = z
  .strictObject({
    answers: jsonObject.exactOptional().describe('What the form asks for.'),
    comment,
  })
  .meta({ id: 'TaskDone' });

const tag = 'Tasks';

export const taskRoutes = {
  listTasks: {
    method: 'GET',
    path: `${COMPANY_PATH}/tasks`,
    function: 'manage',
    access: 'member',
    tag,
    summary: 'Lists tasks.',
    description: 'Admins and auditors see all tasks, others those that they may do.',
    query: listQuery,
    answers: { 200: pageOf(task) },
  },
  getTask: {
    method: 'GET',
    path: `${COMPANY_PATH}/tasks/{id}`,
    function: 'manage',
    access: 'member',
    tag,
    summary: 'Shows a task with its form. Showing it answers nothing.',
    answers: { 200: task },
  },
  finishTask: {
    method: 'POST',
    path: `${COMPANY_PATH}/tasks/{id}/done`,
    function: 'manage',
    access: 'member',
    tag,
    summary: 'Says that a task is done, with what its form asks for. One answer counts.',
    description: 'For its candidates and for admins. The same answer of the same person may be sent again.',
    body: done,
    bodyOptional: true,
    answers: { 200: task },
  },
  refuseTask: {
    method: 'POST',
    path: `${COMPANY_PATH}/tasks/{id}/not-done`,
    function: 'manage',
    access: 'member',
    tag,
    summary: 'Says that a task will not be done. One answer counts.',
    description: 'For its candidates and for admins. The same answer of the same person may be sent again.',
    body: z.strictObject({ comment }).meta({ id: 'TaskNotDone' }),
    bodyOptional: true,
    answers: { 200: task },
  },
} as const;
