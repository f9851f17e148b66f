import type { Json } from '../domain/json/json.ts';
import type { ActionCatalogue, CataloguedAction } from '../domain/workflow/catalogue.ts';
import type { Problem } from '../domain/workflow/problem.ts';
import { approvals } from './approvals/approvals.ts';
import { checkOptions } from './catalogue/check-options.ts';
import type { Action, Connector } from './catalogue/connector.ts';
import { email } from './email/email.ts';
import { flow } from './flow/flow.ts';
import { notifications } from './notifications/notifications.ts';
import { records } from './records/records.ts';

/** Every connector that ships with the product. */
export const connectors: readonly Connector[] = [approvals, records, notifications, email, flow];

const actionsByName: ReadonlyMap<string, Action> = new Map(
  connectors.flatMap((connector) => connector.actions.map((action) => [`${connector.name}.${action.name}`, action])),
);

/** The action with this full name (`connector.action`). */
export function findAction(name: string): Action | undefined {
  return actionsByName.get(name);
}

/** What the validator and the compiler need to know of all actions; Business Central's function names are accepted as aliases. */
export function actionCatalogue(): ActionCatalogue {
  const actions: Record<string, CataloguedAction> = {};
  for (const [name, action] of actionsByName) {
    const entry: CataloguedAction = {
      name,
      title: action.title,
      command: action.command,
      checkOptions: (options: { readonly [option: string]: Json }): readonly Problem[] =>
        checkOptions(action.options, options),
    };
    actions[name] = entry;
    if (action.businessCentralName) actions[action.businessCentralName] = entry;
  }
  return { actions };
}
