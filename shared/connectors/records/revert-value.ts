import * as z from 'zod';
import type { Json } from '../../domain/json/json.ts';
import { sameJson } from '../../domain/record/record.ts';
import type { RecordChange } from '../../domain/record/record-change.ts';
import { instantOf } from '../../ports/clock.ts';
import { recordChangeItems } from '../../repositories/record-change-items.ts';
import { findHeldChanges } from '../../usecases/held-changes.ts';
import { type ActionContext, ActionFailedError, defineAction } from '../catalogue/connector.ts';
import { commandRecord } from './command-action.ts';

/** One field, or several that are held in one request. */
export const fieldOption = z.union([z.string().min(1), z.array(z.string().min(1)).min(1).readonly()]);

/** The names in a field option. */
export function fieldNames(field: z.output<typeof fieldOption>): readonly string[] {
  return typeof field === 'string' ? [field] : field;
}

export const revertValue = defineAction({
  name: 'revertValue',
  title: 'Take the new value back',
  description: 'Keeps the old and the new value of a field, and asks the source to put the old one back (domain 4.9).',
  businessCentralName: 'REVERTVALUEFORFIELD',
  optionGroup: 'G6',
  offeredAfter: ['customer.modified', 'vendor.modified', 'item.modified'],
  options: z.strictObject({ field: fieldOption.describe('Name of the field, or a list of names.') }),
  command: true,
  commandType: 'record.applyValues',
  async run(context, { field }) {
    const held = await hold(context, fieldNames(field));
    if (held.length === 0) return { output: { reverted: [] } };
    const values = Object.fromEntries(held.map(({ field: name, oldValue }) => [name, oldValue]));
    const expected = Object.fromEntries(held.map(({ field: name, newValue }) => [name, newValue]));
    const { accepted } = await commandRecord(context, { type: 'record.applyValues', values, expected });
    return { output: { reverted: held.map(viewOf) }, ...(accepted && { accepted }) };
  },
});

/** Written before the source is asked: once the old value is back, nobody else knows the new one. */
async function hold({ run, event, ports }: ActionContext, fields: readonly string[]): Promise<readonly RecordChange[]> {
  const { previousFields } = event;
  if (!previousFields) {
    throw new ActionFailedError('The values before the change are not known, so nothing can be taken back.');
  }
  const known = await findHeldChanges(ports, { company: run.company, runId: run.id });
  const { fields: now } = event.event.record;
  const changed = fields.filter((name) => !sameJson(previousFields[name] ?? null, now[name] ?? null));
  const changes = changed.map(
    (field): RecordChange => ({
      company: run.company,
      runId: run.id,
      record: run.record,
      field,
      oldValue: previousFields[field] ?? null,
      newValue: now[field] ?? null,
      status: 'held',
      at: instantOf(ports.clock),
    }),
  );
  const missing = changes.filter(({ field }) => !known.some(({ value }) => value.field === field));
  if (missing.length > 0) await ports.store.write(missing.map(recordChangeItems.create));
  return changes;
}

/** A held change as the story of the run shows it. */
export function viewOf({ field, oldValue, newValue }: RecordChange): { field: string; oldValue: Json; newValue: Json } {
  return { field, oldValue, newValue };
}
