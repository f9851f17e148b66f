import type { HistoryLine } from '../domain/run/history-line.ts';
import { type ActionMemory, isOpenRun, type Run } from '../domain/run/run.ts';
import type { StoryStep } from '../domain/run/story.ts';
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

/** Keeps the steps of an ended run for good: Step Functions forgets its history after 90 days. */
export async function keepStory(ports: StoryPorts, run: Run, course: Course): Promise<void> {
  const steps = await stepsIn(ports, run, course);
  await ports.blobs.put(storyName(run), Buffer.from(JSON.stringify(steps)), 'application/json');
}

/** The steps that were kept, or those of the execution as it stands now. */
export async function stepsOf(ports: StoryPorts, run: Run): Promise<readonly StoryStep[]> {
  // A run that is retried from the failed step is told anew.
  const kept = isOpenRun(run) ? undefined : await ports.blobs.get(storyName(run));
  if (kept) return JSON.parse(Buffer.from(kept.content).toString('utf8')) as StoryStep[];
  const [history, memories] = await Promise.all([
    readRunHistory(ports, run),
    findMemories(ports.store, { company: run.company, runId: run.id }),
  ]);
  return stepsIn(ports, run, { history, memories });
}

function storyName(run: Run): string {
  return `stories/${run.company}/${run.id}.json`;
}

async function stepsIn(ports: StoryPorts, run: Run, { history, memories }: Course): Promise<readonly StoryStep[]> {
  const { states } = await loadVersion(ports, run);
  return tellSteps(history, states, memories);
}
