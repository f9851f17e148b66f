import { ACTION_RETRYABLE, COMMAND_REFUSED } from '../../contracts/run-action.ts';
import type { JsonObject } from '../../domain/json/json.ts';
import { knownFields, type RecordKey, type Snapshot } from '../../domain/record/record.ts';
import { statusAfterCommand } from '../../domain/record/status-after-command.ts';
import type { AcceptedCommand } from '../../domain/run/accepted-command.ts';
import { requestItems } from '../../repositories/approval-items.ts';
import { recordItems } from '../../repositories/record-items.ts';
import { keepCommandedStatus } from '../../usecases/keep-commanded-status.ts';
import { sendCommand } from '../../usecases/send-command.ts';
import type { ActionContext, ActionResult } from '../catalogue/connector.ts';

/** Asks the source of a record, the run's unless another is given, to do something to it, and tells the machine by the error's name when it can not be done now. */
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
      if (snapshot) await keepCommandedStatus(ports, snapshot, (known) => statusAfterCommand(command, known));
      return { output: { done: true } };
    case 'accepted':
      return {
        output: { done: false, message: 'The source reports when it is done.' },
        accepted: accepted(command, snapshot?.value),
      };
    case 'refused':
      throw new CommandError(COMMAND_REFUSED, answer.reason);
    case 'unavailable':
      throw new CommandError(ACTION_RETRYABLE, answer.reason);
  }
}

function accepted(command: { type: string; values?: JsonObject }, snapshot: Snapshot | undefined): AcceptedCommand {
  const after = snapshot && statusAfterCommand(command, snapshot);
  if (!snapshot || after === undefined) return {};
  const before = knownFields(snapshot).status;
  return { status: { after, ...(typeof before === 'string' && { before }) } };
}

/** A command is not done. Its `name` is what the compiled machine matches: refused or worth trying again. */
export class CommandError extends Error {
  override readonly name: string;
  constructor(name: string, message: string) {
    super(message);
    this.name = name;
  }
}
