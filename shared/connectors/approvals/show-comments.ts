import * as z from 'zod';
import { loadEntries } from '../../usecases/load-request.ts';
import { defineAction } from '../catalogue/connector.ts';

export const showComments = defineAction({
  name: 'showComments',
  title: 'Show the comments',
  description: 'Puts the comments of the request into the story of the run, where the person who acts sees them.',
  businessCentralName: 'GETAPPROVALCOMMENT',
  options: z.strictObject({}),
  sharesCall: 'anywhere',
  async run({ run, ports }) {
    const entries = await loadEntries(ports, { company: run.company, requestId: run.id });
    const comments = entries.flatMap(({ value }) =>
      value.comments.map(({ userId, text, at }) => ({ userId, text, at })),
    );
    return { output: { comments: comments.toSorted((left, right) => (left.at < right.at ? -1 : 1)) } };
  },
});
