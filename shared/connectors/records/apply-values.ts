import * as z from 'zod';
import { COMMAND_REFUSED } from '../../contracts/run-action.ts';
import type { Json } from '../../domain/json/json.ts';
import { sameJson } from '../../domain/record/record.ts';
import { isActive, type RecordChange } from '../../domain/record/record-change.ts';
import type { Versioned } from '../../repositories/item-type.ts';
import { recordChangeItems } from '../../repositories/record-change-items.ts';
import { recordItems } from '../../repositories/record-items.ts';
import { findHeldChanges } from '../../usecases/held-changes.ts';
import { type ActionContext, type ActionResult, defineAction } from '../catalogue/connector.ts';
import { CommandError, commandRecord } from './command-action.ts';
import { fieldNames, fieldOption, viewOf } from './revert-value.ts';

export const applyValues = defineAction({
  name: 'applyValues',
  title: 'Apply the new values',
  description:
    'Asks the source to write the new values that were taken back. When the record has moved meanwhile, the run stands still and says so.',
  businessCentralName: 'APPLYNEWVALUES',
  optionGroup: 'G7',
  offeredAfter: ['approvalRequest.approved'],
  options: z.strictObject({
    field: fieldOption.optional().describe('Only these fields. All that are held when empty.'),
    onConflict: z
      .enum(['ask', 'apply', 'discard'])
      .default('ask')
      .describe(
        'When the record has another value by now: stand still until somebody decides, apply anyway, or discard.',
      ),
  }),
  command: true,
  commandType: 'record.applyValues',
  async run(context, { field, onConflict }): Promise<ActionResult> {
    const active = await activeChanges(context, field === undefined ? undefined : fieldNames(field));
    if (active.length === 0) return { output: { applied: [], message: 'There is no new value to apply.' } };
    const moved = await conflicts(context, active);
    if (moved.length > 0 && onConflict === 'ask') throw new CommandError(COMMAND_REFUSED, conflictWords(moved));
    const dropped = onConflict === 'discard' ? moved.map(({ change }) => change) : [];
    const applied = active.filter((change) => !dropped.includes(change));
    await markAll(context, applied, 'applying');
    if (applied.length > 0) {
      const answer = await commandRecord(context, commandOf(applied, onConflict === 'apply'));
      if (answer.accepted) return answer;
    }
    await markAll(context, applied, 'applied');
    await markAll(context, dropped, 'discarded');
    return {
      output: {
        applied: applied.map(({ value }) => viewOf(value)),
        ...(dropped.length > 0 && { discarded: dropped.map(({ value }) => viewOf(value)) }),
      },
    };
  },
});

export const discardValues = defineAction({
  name: 'discardValues',
  title: 'Discard the new values',
  description: 'The new values that were taken back will not be applied; the record keeps the old ones.',
  businessCentralName: 'DISCARDNEWVALUES',
  offeredAfter: ['approvalRequest.rejected'],
  options: z.strictObject({}),
  async run(context): Promise<ActionResult> {
    const active = await activeChanges(context, undefined);
    return {
      output: { discarded: active.map(({ value }) => viewOf(value)) },
      changes: active.map((before) => recordChangeItems.update(before, { ...before.value, status: 'discarded' })),
    };
  },
});

async function activeChanges(
  { run, ports }: ActionContext,
  fields: readonly string[] | undefined,
): Promise<readonly Versioned<RecordChange>[]> {
  const held = await findHeldChanges(ports, { company: run.company, runId: run.id });
  return held.filter(({ value }) => isActive(value) && (fields?.includes(value.field) ?? true));
}

/** Held changes whose record has neither the old nor the new value, as far as we last heard of it. */
async function conflicts(
  { run, ports }: ActionContext,
  active: readonly Versioned<RecordChange>[],
): Promise<readonly { change: Versioned<RecordChange>; found: Json }[]> {
  const fields = (await recordItems.get(ports.store, run.record))?.value.fields ?? {};
  return active.flatMap((change) => {
    const { field, oldValue, newValue } = change.value;
    const found = fields[field] ?? null;
    return sameJson(found, oldValue) || sameJson(found, newValue) ? [] : [{ change, found }];
  });
}

function conflictWords(moved: readonly { change: Versioned<RecordChange>; found: Json }[]): string {
  const parts = moved.map(({ change: { value }, found }) => {
    const [old, now, wanted] = [value.oldValue, found, value.newValue].map((part) => JSON.stringify(part));
    return `${value.field} was ${old} when approval was asked and is ${now} by now, so the approved ${wanted} was not applied`;
  });
  return `${parts.join('; ')}. Put the old value back and retry, or cancel the run.`;
}

/** The source is told what we expect to find, so that it can refuse where the record has moved and we have not heard of it. */
function commandOf(applied: readonly Versioned<RecordChange>[], whatever: boolean) {
  const changes = applied.map(({ value }) => value);
  return {
    type: 'record.applyValues',
    values: Object.fromEntries(changes.map(({ field, newValue }) => [field, newValue])),
    ...(!whatever && { expected: Object.fromEntries(changes.map(({ field, oldValue }) => [field, oldValue])) }),
  };
}

/** Read afresh: the source may have taken its time. */
async function markAll(
  { ports }: ActionContext,
  changes: readonly Versioned<RecordChange>[],
  status: RecordChange['status'],
): Promise<void> {
  for (const { value } of changes) {
    const before = await recordChangeItems.get(ports.store, value);
    if (!before || before.value.status === status) continue;
    await ports.store.write([recordChangeItems.update(before, { ...before.value, status })]);
  }
}
