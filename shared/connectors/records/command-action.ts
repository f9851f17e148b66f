import { ACTION_RETRYABLE, COMMAND_ACCEPTED, COMMAND_REFUSED } from '../../contracts/run-action.ts';
import type { JsonObject } from '../../domain/json/json.ts';
import { knownFields, type RecordKey } from '../../domain/record/record.ts';
import { statusAfterCommand } from '../../domain/record/status-after-command.ts';
import { requestItems } from '../../repositories/approval-items.ts';
import { recordItems } from '../../repositories/record-items.ts';
import { retryOnConflict } from '../../usecases/retry-on-conflict.ts';
import { sendCommand } from '../../usecases/send-command.ts';
import type { ActionContext, ActionResult } from '../catalogue/connector.ts';

/** Asks the source of a record, the run's unless another is given, to do something to it, and tells the machine by the error's name when it is not done yet. */
export async function commandRecord(
  { run, event, idempotencyKey, ports }: ActionContext,
  { record = run.record, ...command }: { type: string; record?: RecordKey; values?: JsonObject; expected?: JsonObject },
): Promise<ActionResult> {
  const snapshot = await recordItems.get(ports.store, record);
  if (snapshot?.value.deleted) return { output: { done: false, message: 'The record is deleted.' } };
  const request = await requestItems.get(ports.store, run);
  const user = event.event.user ?? run.requestedBy;
  const answer = await sendCommand(ports, {
    id: idempotencyKey,
    record,
    runId: run.id,
    ...command,
    ...(request && { contentHash: request.value.contentHash }),
    ...(user !== undefined && { user }),
  });
  switch (answer.kind) {
    case 'done':
      await keepStatus(ports, record, command);
      return { output: { done: true } };
    case 'accepted':
      throw new CommandError(COMMAND_ACCEPTED, 'The source has accepted the command and will report when it is done.');
    case 'refused':
      throw new CommandError(COMMAND_REFUSED, answer.reason);
    case 'unavailable':
      throw new CommandError(ACTION_RETRYABLE, answer.reason);
  }
}

/** What the source has done to the status we know from then on, whether or not it tells of it by an event. */
async function keepStatus(
  ports: ActionContext['ports'],
  record: RecordKey,
  command: { type: string; values?: JsonObject },
): Promise<void> {
  await retryOnConflict(ports, async () => {
    const snapshot = await recordItems.get(ports.store, record);
    const status = snapshot && statusAfterCommand(command, snapshot.value);
    if (!snapshot || status === undefined || knownFields(snapshot.value).status === status) return;
    await ports.store.write([recordItems.update(snapshot, { ...snapshot.value, commandedStatus: status })]);
  });
}

/** A command is not done. Its `name` is what the compiled machine matches: accepted, refused or worth trying again. */
export class CommandError extends Error {
  override readonly name: string;
  constructor(name: string, message: string) {
    super(message);
    this.name = name;
  }
}
