import type { EditorOffers } from '../contracts/editor/editor-offers.ts';
import { FIELD_CATALOGUE } from '../domain/field-catalogue/field-catalogue.ts';
import { describeAction } from './catalogue/describe-action.ts';
import { connectors } from './registry.ts';

/** Its actions are what steps of other kinds stand on: nobody writes them. */
const UNDERNEATH = 'flow';

/** What the connectors of this installation, its events and its field catalogues offer to whoever writes workflows. */
export function editorOffers(): EditorOffers {
  return {
    actions: connectors
      .filter(({ name }) => name !== UNDERNEATH)
      .flatMap((connector) => connector.actions.map((action) => describeAction(connector, action))),
    events: connectors.flatMap(({ events = [] }) => events.map(({ fields: _, ...event }) => event)),
    entities: FIELD_CATALOGUE,
  };
}
