import * as z from 'zod';
import type { JsonObject } from '../../domain/json/json.ts';
import type { Action, Connector } from './connector.ts';

/** Everything that a designer shows of an action, its options as JSON Schema. */
export function describeAction(connector: Pick<Connector, 'name'>, action: Action) {
  const { title, description, businessCentralName, optionGroup = 'G0', offeredAfter, commandType } = action;
  const options = z.toJSONSchema(action.options, { io: 'input', unrepresentable: 'any' });
  return {
    name: `${connector.name}.${action.name}`,
    title,
    description,
    ...(businessCentralName !== undefined && { businessCentralName }),
    optionGroup,
    ...(offeredAfter && { offeredAfter }),
    ...(commandType !== undefined && { command: commandType }),
    options: options as object as JsonObject,
  };
}
