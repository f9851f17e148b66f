import type { JsonObject } from '../../../shared/domain/json/json.ts';
import type { CompiledWorkflow } from '../../../shared/domain/workflow/workflow.ts';
import type { EngineHarness } from '../../local/engine/harness.ts';
import { holds } from './holds.ts';
import { createActions } from './machine-actions.ts';
import { createPeople } from './machine-people.ts';
import type { MachinePlace } from './machine-place.ts';
import { type Call, eventView, recordView, type StoryEvent } from './story.ts';

/** A wait that the machine holds: for events of the story, for people whom its step asked, or for the end of another run. */
interface OpenWait extends MachinePlace {
  readonly token: string;
  readonly mode: string;
}

/** What the machine finds around it: functions that behave as those of the platform do, and people who answer. */
export interface MachineWorld {
  readonly calls: Call[];
  /** True when the machine waits for events of the story or for people. */
  waits(): boolean;
  deliver(event: StoryEvent): Promise<void>;
  /** Gives one answer of people or of another run; false when nobody has anything to say. */
  answer(): Promise<boolean>;
}

/** @param about early: events that came before the machine started. answersAtOnce: people do not wait to be waited for. */
export function createWorld(
  harness: EngineHarness,
  workflow: CompiledWorkflow,
  about: { early: readonly StoryEvent[]; answersAtOnce: boolean },
): MachineWorld {
  const people = createPeople();
  const actions = createActions(harness, people);
  let events = [...about.early];
  let open: OpenWait[] = [];

  harness.functions.set('await-event', async (payload) => {
    const wait = payload as JsonObject & OpenWait;
    const { mode, step, visit, token } = wait;
    if (mode === 'timeout') {
      open = open.filter((other) => other.step !== step || other.visit !== visit);
      return { branch: 'timeout' };
    }
    open = [...open, { token, step, visit, mode }];
    queueMicrotask(() => void look());
    if (about.answersAtOnce) queueMicrotask(() => void answer());
    return {};
  });

  const close = async (wait: OpenWait, output: JsonObject): Promise<void> => {
    open = open.filter((other) => other !== wait);
    await harness.machines.sendTaskSuccess({ taskToken: wait.token, output });
  };
  const take = (wait: OpenWait, branch: number, event: StoryEvent): Promise<void> =>
    close(wait, { branch, event: eventView(event), record: recordView(event.fields) });
  const look = async (): Promise<void> => {
    for (const wait of open) {
      // Another look may have closed it meanwhile.
      if (!open.includes(wait) || wait.mode !== 'event' || people.wereAsked(wait)) continue;
      const branches = workflow.waits[wait.step] ?? [];
      for (const event of [...events]) {
        if (!branches.some((branch) => branch.event === event.type)) continue;
        events = events.filter((kept) => kept !== event);
        const branch = branches.findIndex((one) => one.event === event.type && holds(one.where, event));
        if (branch < 0) continue;
        await take(wait, branch, event);
        break;
      }
    }
  };
  const answer = async (): Promise<boolean> => {
    for (const wait of open) {
      if (wait.mode === 'command') {
        const report = actions.reported(wait);
        if (!report) continue;
        await close(wait, { branch: 'completed', ...report });
        return true;
      }
      if (wait.mode === 'park') {
        actions.sendAgain(wait);
        await close(wait, { branch: 'retry' });
        return true;
      }
      const event = people.nextAnswer(wait);
      if (!event) continue;
      const branch = (workflow.waits[wait.step] ?? []).findIndex((one) => one.event === event.type);
      await take(wait, branch, event);
      return true;
    }
    return false;
  };
  return {
    calls: actions.calls,
    answer,
    waits: () => open.length > 0,
    async deliver(event: StoryEvent): Promise<void> {
      events.push(event);
      await look();
    },
  };
}
