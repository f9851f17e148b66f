import type { Caller } from '../domain/company/caller.ts';
import { maySeeRun } from '../domain/company/visibility.ts';
import type { RunStory } from '../domain/run/story.ts';
import type { Ports } from '../ports/ports.ts';
import { findQuestionIds } from './find-questions.ts';
import { loadEntries } from './load-request.ts';
import { tellRun } from './tell-run.ts';

/** The story of a run that the caller may see: also whoever was asked to approve something in it. */
export async function getRun(
  ports: Pick<Ports, 'store' | 'machines' | 'blobs'>,
  caller: Caller,
  runId: string,
): Promise<RunStory | undefined> {
  const { company, userId } = caller;
  const story = await tellRun(ports, { company, runId });
  if (!story || maySeeRun(caller, story)) return story;
  if (userId === undefined) return undefined;
  const requestIds = [runId, ...(await findQuestionIds(ports.store, { company, runId }))];
  const entries = (await Promise.all(requestIds.map((requestId) => loadEntries(ports, { company, requestId })))).flat();
  return entries.some(({ value }) => value.approverId === userId || value.decidedBy === userId) ? story : undefined;
}
