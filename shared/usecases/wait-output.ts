import type { WaitOutput } from '../contracts/await-event.ts';
import type { StoredEvent } from '../domain/event/event.ts';
import { eventView, recordView } from '../domain/run/execution-view.ts';
import type { WaitBranch } from '../domain/run/inbox.ts';

/** What the machine is told of a wait that ended by this branch, and by this event where it was one. */
export function waitOutput(branch: WaitBranch, stored: StoredEvent | undefined): WaitOutput {
  return { branch, ...(stored && { event: eventView(stored), record: recordView(stored) }) };
}
