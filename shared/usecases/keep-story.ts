import type { HistoryLine } from '../domain/run/history-line.ts';
import { isOpenRun, type Run } from '../domain/run/run.ts';
import type { StoryStep } from '../domain/run/story.ts';
import { tellSteps } from '../domain/run/tell-steps.ts';
import type { Ports } from '../ports/ports.ts';
import { actionItems, actionsOf } from '../repositories/run-items.ts';
import { loadVersion } from './load-version.ts';
import { readRunHistory } from './read-run-history.ts';

type StoryPorts = Pick<Ports, 'store' | 'machines' | 'blobs'>;

/** Keeps the steps of an ended run for good: Step Functions forgets its history after 90 days. */
export async function keepStory(ports: StoryPorts, run: Run, history: readonly HistoryLine[]): Promise<void> {
  const steps = await stepsIn(ports, run, history);
  await ports.blobs.put(storyName(run), Buffer.from(JSON.stringify(steps)), 'application/json');
}

/** The steps that were kept, or those of the execution as it stands now. */
export async function stepsOf(ports: StoryPorts, run: Run): Promise<readonly StoryStep[]> {
  // A run that is retried from the failed step is told anew.
  const kept = isOpenRun(run) ? undefined : await ports.blobs.get(storyName(run));
  if (kept) return JSON.parse(Buffer.from(kept.content).toString('utf8')) as StoryStep[];
  return stepsIn(ports, run, await readRunHistory(ports, run));
}

function storyName(run: Run): string {
  return `stories/${run.company}/${run.id}.json`;
}

async function stepsIn(ports: StoryPorts, run: Run, history: readonly HistoryLine[]): Promise<readonly StoryStep[]> {
  const [version, actions] = await Promise.all([
    loadVersion(ports, run),
    actionItems.queryAll(ports.store, { index: 'base', partition: actionsOf({ company: run.company, runId: run.id }) }),
  ]);
  return tellSteps(
    history,
    version.states,
    actions.map(({ value }) => value),
  );
}
