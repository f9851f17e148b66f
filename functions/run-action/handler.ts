import middy from '@middy/core';
import type { ActionPorts } from '../../shared/connectors/catalogue/connector.ts';
import { runAction } from '../../shared/connectors/catalogue/run-action.ts';
import { findAction } from '../../shared/connectors/registry.ts';
import { runActionInput } from '../../shared/contracts/run-action.ts';
import type { Json } from '../../shared/domain/json/json.ts';

/** The task of every `do` and `respond` step. Errors keep their names: the compiled machine matches them. */
export function makeHandler(ports: ActionPorts, find: typeof findAction = findAction) {
  return middy().handler((payload: unknown): Promise<Json> => runAction(ports, find, runActionInput.parse(payload)));
}
