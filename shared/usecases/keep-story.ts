import type { HistoryLine } from '../domain/run/history-line.ts';
import { type ActionMemory, isOpenRun, type Run } from '../domain/run/run.ts';
import type { StoryStep } from '../domain/run/story-step.ts';
import { tellSteps } from '../domain/run/tell-steps.ts';
import type { Ports } from '../ports/ports.ts';
import { findMemories } from '../repositories/run-items.ts';
import { loadVersion } from './load-version.ts';
import { readRunHistory } from './read-run-history.ts';

type StoryPorts = Pick<Ports, 'store' | 'machines' | 'blobs'>;

/** What an execution went through, and what its actions left behind. */
interface Course {
  readonly history: readonly HistoryLine[];
  readonly memories: readonly ActionMemory[];
}

/** What most automations have to tell; a run that is a little larger costs less than a blob beside it. */
const SHORT_STORY_BYTES = 1_024;

/**
 * Keeps the steps of an ending run for good: Step Functions forgets its history after 90 days.
 *
 * @returns them where they are short: they are kept by being written with the run.
 */
export async function keepStory(
  ports: StoryPorts,
  run: Run,
  course: Course,
): Promise<readonly StoryStep[] | undefined> {
  const steps = await stepsIn(ports, run, course);
  const story = Buffer.from(JSON.stringify(steps));
  if (story.byteLength <= SHORT_STORY_BYTES) return steps;
  await ports.blobs.put(storyName(run), story, 'application/json');
  return undefined;
}

/** The steps that were kept, or those of the execution as it stands now. */
export async function stepsOf(ports: StoryPorts, run: Run): Promise<readonly StoryStep[]> {
  // A run that is retried from the failed step is told anew.
  const kept = isOpenRun(run) ? undefined : (run.steps ?? (await stepsInBlob(ports, run)));
  if (kept) return kept;
  const [history, memories] = await Promise.all([
    readRunHistory(ports, run),
    findMemories(ports.store, { company: run.company, runId: run.id }),
  ]);
  return stepsIn(ports, run, { history, memories });
}

async function stepsInBlob({ blobs }: StoryPorts, run: Run): Promise<readonly StoryStep[] | undefined> {
  const blob = await blobs.get(storyName(run));
  return blob && (JSON.parse(Buffer.from(blob.content).toString('utf8')) as StoryStep[]);
}

function storyName(run: Run): string {
  return `stories/${run.company}/${run.id}.json`;
}

async function stepsIn(ports: StoryPorts, run: Run, { history, memories }: Course): Promise<readonly StoryStep[]> {
  const { states } = await loadVersion(ports, run);
  return tellSteps(history, states, memories);
}
