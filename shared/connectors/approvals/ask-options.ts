import * as z from 'zod';
import { durationSeconds } from '../../domain/workflow/duration.ts';

/** All entries of a question are written at once, and closed at once by the last answer. */
const MOST_PEOPLE = 50;

const person = z.string().trim().min(1);
const people = z
  .union([person.transform((userId) => [userId]), z.array(person)])
  .transform((userIds) => [...new Set(userIds)])
  .refine((userIds) => userIds.length > 0, 'It names nobody who could be asked.')
  .refine((userIds) => userIds.length <= MOST_PEOPLE, `At most ${MOST_PEOPLE} people can be asked.`);

/** What an `approve` step says, its expressions evaluated. */
export const askOptions = z
  .strictObject({
    title: z.string().trim().min(1).describe('What is asked, in one line.'),
    text: z.string().exactOptional().describe('What those who are asked should know.'),
    to: people.describe('User ids. Whoever is named twice is asked once.'),
    needs: z
      .union([z.literal('first'), z.literal('everyone'), z.int().min(1)])
      .default('first')
      .describe('How many must agree.'),
    sequential: z.boolean().default(false).describe('One after the other, in the order of "to".'),
    responses: z
      .array(z.string().trim().min(1))
      .min(2)
      .refine((responses) => new Set(responses).size === responses.length, 'A response is named twice.')
      .exactOptional()
      .describe('What can be answered instead of Approve and Reject.'),
    due: z
      .string()
      .refine((due) => durationSeconds(due) !== undefined, 'It must be an ISO 8601 duration such as P2D.')
      .optional()
      .describe('How long they have, until it counts as overdue.'),
  })
  .refine(({ to, needs }) => typeof needs !== 'number' || needs <= to.length, {
    path: ['needs'],
    message: 'More answers are needed than people are asked.',
  });
