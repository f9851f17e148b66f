import type { Json } from '../../domain/json/json.ts';
import type { ActionCatalogue, CataloguedAction } from '../../domain/workflow/catalogue.ts';
import type { Problem } from '../../domain/workflow/problem.ts';
import { checkOptions } from './check-options.ts';
import type { Action, Connector, ConnectorEvent } from './connector.ts';

/** What a set of connectors offers. */
export interface Registry {
  readonly connectors: readonly Connector[];
  readonly events: readonly ConnectorEvent[];
  /** The action with this full name (`connector.action`). */
  findAction(name: string): Action | undefined;
  /** What the validator and the compiler need to know; Business Central's function names are accepted as aliases. */
  actionCatalogue(): ActionCatalogue;
}

/** Puts connectors together. */
export function registryOf(connectors: readonly Connector[]): Registry {
  const byName: ReadonlyMap<string, Action> = new Map(
    connectors.flatMap((connector) => connector.actions.map((action) => [`${connector.name}.${action.name}`, action])),
  );
  const events = connectors.flatMap((connector) => connector.events ?? []);
  return {
    connectors,
    events,
    findAction: (name) => byName.get(name),
    actionCatalogue: () => ({ actions: catalogued(byName), events: events.map(({ type }) => type) }),
  };
}

function catalogued(byName: ReadonlyMap<string, Action>): Record<string, CataloguedAction> {
  const actions: Record<string, CataloguedAction> = {};
  for (const [name, action] of byName) {
    const entry: CataloguedAction = {
      name,
      title: action.title,
      command: action.command,
      ...(action.sharesCall && { sharesCall: action.sharesCall }),
      ...(action.commandType !== undefined && { commandType: action.commandType }),
      checkOptions: (options: { readonly [option: string]: Json }): readonly Problem[] =>
        checkOptions(action.options, options),
    };
    actions[name] = entry;
    if (action.businessCentralName) actions[action.businessCentralName] = entry;
  }
  return actions;
}
