import type { JsonObject } from '../json/json.ts';
import type { Snapshot } from './record.ts';

/**
 * The status of a record once its source has done a command (domain 4.6), or undefined where the command says nothing of it. A source may
 * tell of the new status by an event of its own, and need not.
 */
export function statusAfterCommand(
  command: { readonly type: string; readonly values?: JsonObject },
  { key, fields }: Pick<Snapshot, 'key' | 'fields'>,
): string | undefined {
  const status = command.values?.status;
  if (command.type === 'record.setStatus') return typeof status === 'string' ? status : undefined;
  if (typeof fields.status !== 'string') return undefined;
  if (command.type === 'record.release') return 'Released';
  if (command.type !== 'record.reopen') return undefined;
  return key.entity === 'incomingDocument' ? 'New' : 'Open';
}
