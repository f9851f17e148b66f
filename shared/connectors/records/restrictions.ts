import * as z from 'zod';
import type { Restriction } from '../../domain/approval/approval.ts';
import { instantOf } from '../../ports/clock.ts';
import { restrictionItems } from '../../repositories/approval-items.ts';
import { loadVersion } from '../../usecases/load-version.ts';
import { defineAction } from '../catalogue/connector.ts';

const none = z.strictObject({});

export const restrict = defineAction({
  name: 'restrict',
  title: 'Restrict the use of the record',
  description: 'States that the record may not be used: whoever asks /may is told no, with the workflow as the reason.',
  businessCentralName: 'RESTRICTRECORDUSAGE',
  options: none,
  sharesCall: 'anywhere',
  async run({ run, ports }) {
    const before = await restrictionItems.get(ports.store, run.record);
    if (before?.value.runId === run.id) return { output: { restricted: true } };
    const { definition } = await loadVersion(ports, run);
    const about = [run.workflow, definition.description].filter(Boolean).join(', ');
    const restriction: Restriction = {
      record: run.record,
      reason: `The record is restricted by workflow ${about} until its approval is complete.`,
      workflow: run.workflow,
      runId: run.id,
      at: instantOf(ports.clock),
    };
    return { output: { restricted: true }, changes: [restrictionItems.save(before, restriction)], inOrder: true };
  },
});

export const allow = defineAction({
  name: 'allow',
  title: 'Allow the use of the record',
  description: 'Takes away the restriction of the record, whoever put it there.',
  businessCentralName: 'ALLOWRECORDUSAGE',
  options: none,
  sharesCall: 'anywhere',
  async run({ run, ports }) {
    const before = await restrictionItems.get(ports.store, run.record);
    return {
      output: { restricted: false },
      ...(before && { changes: [restrictionItems.remove(before)], inOrder: true }),
    };
  },
});
