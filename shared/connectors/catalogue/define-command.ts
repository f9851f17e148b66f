import * as z from 'zod';
import type { JsonObject } from '../../domain/json/json.ts';
import { commandRecord } from '../records/command-action.ts';
import { type Action, defineAction, type OptionGroup } from './connector.ts';

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
}): Action {
  const { type, options = z.strictObject({}), ...about } = command;
  return {
    ...defineAction({
      ...about,
      options,
      command: true,
      run: (context, given) => {
        const values = given as JsonObject;
        return commandRecord(context, { type, ...(Object.keys(values).length > 0 && { values }) });
      },
    }),
    commandType: type,
  };
}
