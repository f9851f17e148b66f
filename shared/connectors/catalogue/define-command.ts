import * as z from 'zod';
import { PLATFORM_SOURCE } from '../../domain/event/event.ts';
import type { JsonObject } from '../../domain/json/json.ts';
import type { RecordKey } from '../../domain/record/record.ts';
import { commandRecord } from '../records/command-action.ts';
import { type Action, type ActionContext, defineAction, type OptionGroup } from './connector.ts';

/** An action that the source of the record carries out: its options travel as the command's values. */
export function defineCommand(command: {
  name: string;
  title: string;
  description: string;
  /** `record.post`, ... */
  type: string;
  businessCentralName?: string;
  optionGroup?: OptionGroup;
  offeredAfter?: readonly string[];
  options?: z.ZodObject;
  /** Of which record: the one that the run is about, or the one of the event last taken, such as the posted document. Default: `run`. */
  recordOf?: 'run' | 'event';
}): Action {
  const { type, options = z.strictObject({}), recordOf = 'run', ...about } = command;
  return {
    ...defineAction({
      ...about,
      options,
      command: true,
      run: (context, given) => {
        const values = given as JsonObject;
        const record = recordOf === 'event' ? eventRecord(context) : context.run.record;
        return commandRecord(context, { type, record, ...(Object.keys(values).length > 0 && { values }) });
      },
    }),
    commandType: type,
  };
}

/** The record of the event last taken; events of the platform itself are about the run's record. */
function eventRecord({ run, event: { event } }: ActionContext): RecordKey {
  const { company, source, entity, id } = event.source === PLATFORM_SOURCE ? run.record : event.record;
  return { company, source, entity, id };
}
