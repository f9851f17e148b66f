import { afterEach, expect, it } from 'vitest';
import { sendOverdueNotifications } from '../../../shared/usecases/send-overdue-notifications.ts';
import { findTemplate } from '../../../statemachines/templates/templates.ts';
import { filled } from '../../statemachines/templates/filled.ts';
import { company, createStory, type Story } from '../approvals/approval-story.ts';
import { PEOPLE, send } from './template-story.ts';

let story: Story;
afterEach(() => story.close());

const copies = (...codes: readonly string[]) =>
  codes.map((code) => {
    const template = findTemplate(code);
    if (!template) throw new Error(`There is no ${code}.`);
    return filled(template);
  });

async function sendOverdue() {
  const result = await sendOverdueNotifications(story.world.calm, { company, user: 'boss' });
  await story.world.settle();
  return result;
}

const overdueMails = () => story.mails().filter((mail) => mail.includes('Overdue'));

it('tells each approver of what is due today or before, and only once a day', async () => {
  story = await createStory({ users: PEOPLE, workflows: copies('MS-POAPW', 'MS-OVERDUE') });
  await send(story, 'MS-POAPW');
  expect((await sendOverdue()).kind).toBe('accepted');
  expect(overdueMails()).toEqual([expect.stringMatching(/^lead: Overdue/)]);
  await sendOverdue();
  expect(overdueMails()).toHaveLength(1);
  await story.advance({ days: 1 });
  await sendOverdue();
  expect(overdueMails()).toHaveLength(2);
});

it('does not tell of what is due later', async () => {
  const [purchase, overdue] = copies('MS-POAPW', 'MS-OVERDUE');
  if (!purchase || !overdue) throw new Error('no templates');
  const [resolve, ...rest] = purchase.steps;
  if (!resolve || !('do' in resolve)) throw new Error('no resolve');
  const later = { ...purchase, steps: [{ ...resolve, with: { ...resolve.with, dueDateFormula: '1D' } }, ...rest] };
  story = await createStory({ users: PEOPLE, workflows: [later, overdue] });
  await send(story, 'MS-POAPW');
  await sendOverdue();
  expect(overdueMails()).toEqual([]);
});

it('is refused while no such workflow is enabled', async () => {
  story = await createStory({ users: PEOPLE, workflows: copies('MS-POAPW') });
  expect(await sendOverdue()).toMatchObject({ kind: 'refused', reason: expect.stringContaining('MS-OVERDUE') });
});
