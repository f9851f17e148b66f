import type { TaskOccasion } from '../../domain/task/times.ts';
import type { UserTask } from '../../domain/task/user-task.ts';
import { dateFormat } from '../formats.ts';
import { recordWords } from '../words.ts';
import { type RenderedMail, renderMail } from './mail.ts';

const SUBJECTS = { given: 'To do', reminder: 'Reminder', overdue: 'Overdue' } as const;

/** Somebody has something to do. The address only shows the task; opening it answers nothing. */
export function taskMail(task: UserTask, about: { url: string; occasion?: TaskOccasion }): RenderedMail {
  const { title, text, dueAt, candidates, workflow, record } = task;
  return renderMail({
    subject: `${SUBJECTS[about.occasion ?? 'given']}: ${title}`,
    language: 'en',
    headline: title,
    paragraphs: [
      ...(text ? [text] : []),
      ...(candidates.length > 1
        ? ['Others have this task too. Once one of you has answered, it is over for all.']
        : []),
      `When it is done, or will not be, say so:`,
      `POST ${about.url}/done\nPOST ${about.url}/not-done`,
    ],
    facts: [
      ['Record', recordWords(record)],
      ['Workflow', workflow],
      ...(dueAt === undefined ? [] : [['Due on', dateFormat('en-GB').format(new Date(dueAt))] as const]),
    ],
    action: { label: 'Look at the task', url: about.url },
    footer: 'You get this mail because a workflow has given you something to do.',
  });
}
